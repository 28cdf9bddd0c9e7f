export const ViewPage = () => null
