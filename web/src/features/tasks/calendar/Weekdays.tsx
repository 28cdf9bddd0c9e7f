import { weekdayName } from './useSpan'

/** The head of a table with a column for each day of the week. */
export const Weekdays = ({ week, names }: { week: readonly string[]; names: 'short' | 'narrow' }) => (
  <thead>
    <tr>
      {week.map(day => (
        <th key={day} scope="col" abbr={weekdayName(day, 'long')}>
          {weekdayName(day, names)}
        </th>
      ))}
    </tr>
  </thead>
)
