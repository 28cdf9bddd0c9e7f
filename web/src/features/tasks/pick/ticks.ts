type Ids = readonly string[]

/** What one has ticked in a list that showed `before`, done to what is there by now: others may have changed it meanwhile. */
export const ticking =
  (before: Ids, ticked: Ids) =>
  (now: Ids): string[] => [
    ...now.filter(id => ticked.includes(id) || !before.includes(id)),
    ...ticked.filter(id => !before.includes(id) && !now.includes(id)),
  ]
