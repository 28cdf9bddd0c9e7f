export { grouped, type ListItem } from './list/grouping'
export { TaskList } from './list/TaskList'
