/** How many days until the next Monday, from 1 to 7. */
export const daysToMonday = (day: string): number => 7 - ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7)
