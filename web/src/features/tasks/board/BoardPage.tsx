/** Of all tasks, or of the project that the address names. */
export const BoardPage = () => null
