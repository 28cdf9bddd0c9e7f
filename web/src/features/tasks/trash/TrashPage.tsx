export const TrashPage = () => null
