import { createTheme, type MantineColorsTuple } from '@mantine/core'

/** One type scale, one spacing scale, one accent. Contrasts hold at AA: shade 8 on white, shade 3 on the dark body. */
const pine: MantineColorsTuple = [
  '#eef7f3',
  '#dcece5',
  '#b5dacb',
  '#8ac7af',
  '#66b797',
  '#4fad88',
  '#358f6c',
  '#24785a',
  '#17624f',
  '#0c4a3b',
]

export const theme = createTheme({
  primaryColor: 'pine',
  primaryShade: { light: 8, dark: 7 },
  autoContrast: true,
  colors: {
    pine,
    dark: [
      '#e8ebe9',
      '#b9c0bc',
      '#9ba39f',
      '#767e7a',
      '#4a514e',
      '#363c39',
      '#2a2f2d',
      '#1e2321',
      '#171b19',
      '#101312',
    ],
  },
  defaultRadius: 'md',
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  headings: { fontFamily: "'Inter Variable', system-ui, sans-serif", fontWeight: '650' },
  fontSizes: { xs: '0.75rem', sm: '0.875rem', md: '0.9375rem', lg: '1.0625rem', xl: '1.25rem' },
  spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.5rem', xl: '2rem' },
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    Anchor: { defaultProps: { underline: 'hover' } },
    Button: { defaultProps: { size: 'sm' } },
    // Of a dialog, not of the page: two that lie over each other would be two banners.
    DrawerHeader: { defaultProps: { role: 'presentation' } },
    ModalHeader: { defaultProps: { role: 'presentation' } },
    // The placeholder is a child that a menu may not have; the first item gets the focus.
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
    Modal: { defaultProps: { centered: true, overlayProps: { backgroundOpacity: 0.35, blur: 2 } } },
    Tooltip: { defaultProps: { openDelay: 400, withArrow: true } },
  },
})
