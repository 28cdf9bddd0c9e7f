export const TaskPane = (_: { taskId: string; onClose: () => void }) => null
