export * from './asks'
export * from './showing'
export * from './taskChanges'
