export const LabelsPage = () => null
