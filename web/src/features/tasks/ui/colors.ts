/** Those that a project or label may have; each holds against both schemes' surfaces. */
export const colors = [
  '#24785a',
  '#1c7ed6',
  '#5f6fd0',
  '#8b5cc7',
  '#c2457f',
  '#d0483b',
  '#c96a12',
  '#a88400',
  '#5c8a1e',
  '#2b8a8f',
  '#6b7672',
] as const
