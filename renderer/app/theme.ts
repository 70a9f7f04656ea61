import {
  ActionIcon,
  Badge,
  Button,
  createTheme,
  Kbd,
  Menu,
  Modal,
  Tooltip,
  type CSSVariablesResolver,
  type MantineColorsTuple,
} from '@mantine/core';

/* The ramps of `styles/tokens.css`, literally: Mantine computes with them. A test compares the two. */
const accent: MantineColorsTuple = [
  '#f1f6ff',
  '#e1ecff',
  '#c9dbff',
  '#a9c6ff',
  '#83abfd',
  '#5d8df6',
  '#3f73eb',
  '#295ad3',
  '#1d48b5',
  '#153585',
];
const gray: MantineColorsTuple = [
  '#f9fafb',
  '#f4f6f8',
  '#eff1f4',
  '#e4e6e9',
  '#d2d6db',
  '#acb2b9',
  '#868d95',
  '#626871',
  '#484d56',
  '#171b20',
];
const dark: MantineColorsTuple = [
  '#e5e8eb',
  '#b0b6bd',
  '#90979e',
  '#686f78',
  '#34383e',
  '#262b30',
  '#1d2125',
  '#15171b',
  '#0e1114',
  '#0a0c0f',
];
const green: MantineColorsTuple = [
  '#eaf9f2',
  '#d5f4e5',
  '#b5e8d1',
  '#90dab9',
  '#63c89f',
  '#3bb388',
  '#189d73',
  '#008760',
  '#006245',
  '#014933',
];
const amber: MantineColorsTuple = [
  '#fff3e5',
  '#ffe7cb',
  '#fad3a4',
  '#f2bc79',
  '#e5a243',
  '#d38900',
  '#bd7400',
  '#a36000',
  '#814802',
  '#593300',
];
const red: MantineColorsTuple = [
  '#ffeeeb',
  '#ffddd6',
  '#ffc1b8',
  '#ffa297',
  '#ff7c73',
  '#f5534d',
  '#e0383a',
  '#d42325',
  '#b31319',
  '#6f1918',
];

export const ramps = { accent, gray, dark, green, amber, red };

export const theme = createTheme({
  colors: { accent, gray, dark, green, orange: amber, yellow: amber, red },
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 6 },
  black: '#171b20',
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--font-mono)',
  fontSizes: { xs: '12px', sm: '13px', md: '13px', lg: '14px', xl: '16px' },
  lineHeights: { xs: '16px', sm: '20px', md: '20px', lg: '20px', xl: '24px' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '3px', sm: '4px', md: '6px', lg: '10px', xl: '999px' },
  defaultRadius: 'sm',
  cursorType: 'default',
  respectReducedMotion: true,
  shadows: {
    xs: 'none',
    sm: 'none',
    md: 'var(--shadow-menu)',
    lg: 'var(--shadow-menu)',
    xl: 'var(--shadow-modal)',
  },
  components: {
    Button: Button.extend({ defaultProps: { size: 'sm', variant: 'default' } }),
    ActionIcon: ActionIcon.extend({ defaultProps: { size: 26, variant: 'subtle', color: 'gray' } }),
    Kbd: Kbd.extend({ defaultProps: { size: 'xs' } }),
    Badge: Badge.extend({ defaultProps: { variant: 'light', radius: 'xs', tt: 'none', fw: 400 } }),
    Modal: Modal.extend({ defaultProps: { radius: 'lg', shadow: 'xl', transitionProps: { duration: 120 } } }),
    Menu: Menu.extend({
      // Its placeholder is a focusable element that a menu may not hold.
      defaultProps: { shadow: 'md', withInitialFocusPlaceholder: false, transitionProps: { duration: 80 } },
    }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 400, transitionProps: { duration: 80 } } }),
  },
});

const light = (name: string, ground: string, ink: string) => ({
  [`--mantine-color-${name}-light`]: ground,
  [`--mantine-color-${name}-light-hover`]: ground,
  [`--mantine-color-${name}-light-color`]: ink,
});

const tokens = {
  '--mantine-color-body': 'var(--surface)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--ink-3)',
  '--mantine-color-placeholder': 'var(--ink-3)',
  '--mantine-color-anchor': 'var(--accent-ink)',
  '--mantine-color-error': 'var(--breach-ink)',
  '--mantine-color-default': 'var(--surface)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-hover': 'var(--hover)',
  '--mantine-color-default-border': 'var(--line-2)',
  '--mantine-color-disabled': 'var(--sunken)',
  '--mantine-color-disabled-color': 'var(--ink-3)',
  '--mantine-color-accent-filled': 'var(--accent)',
  '--mantine-color-accent-filled-hover': 'var(--accent-hover)',
  '--mantine-primary-color-filled': 'var(--accent)',
  '--mantine-primary-color-filled-hover': 'var(--accent-hover)',
  ...light('accent', 'var(--accent-tint)', 'var(--accent-ink)'),
  ...light('green', 'var(--ok-tint)', 'var(--ok-ink)'),
  ...light('orange', 'var(--risk-tint)', 'var(--risk-ink)'),
  ...light('yellow', 'var(--risk-tint)', 'var(--risk-ink)'),
  ...light('red', 'var(--breach-tint)', 'var(--breach-ink)'),
  ...light('gray', 'var(--sunken)', 'var(--ink-2)'),
};

/** Per scheme, not in `variables`: there Mantine's own scheme defaults would win. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({ variables: {}, light: tokens, dark: tokens });
