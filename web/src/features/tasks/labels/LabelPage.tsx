export const LabelPage = () => null
