/** What VS Code gives every page to draw with, in its own themes. Taken from the themes' published colours. */
export const THEMES = ['light', 'dark', 'high-contrast', 'high-contrast-light'] as const;
export type Theme = (typeof THEMES)[number];

/** The classes that VS Code puts on a page's body. */
export const BODY_CLASSES: Readonly<Record<Theme, string>> = {
  light: 'vscode-light',
  dark: 'vscode-dark',
  'high-contrast': 'vscode-high-contrast',
  'high-contrast-light': 'vscode-high-contrast-light vscode-high-contrast',
};

type Colour = string | undefined;
/** In the order of {@link THEMES}; a theme need not have all of them. */
type Colours = readonly [Colour, Colour, Colour, Colour];

const COLOURS: Readonly<Record<string, Colours>> = {
  foreground: ['#3b3b3b', '#cccccc', '#ffffff', '#292929'],
  descriptionForeground: ['#3b3b3b', '#9d9d9d', '#ffffffb3', '#292929b3'],
  errorForeground: ['#b01011', '#f85149', '#f48771', '#b5200d'],
  'icon-foreground': ['#3b3b3b', '#cccccc', '#ffffff', '#292929'],
  focusBorder: ['#005fb8', '#0078d4', '#f38518', '#006bbd'],
  'editor-background': ['#ffffff', '#1f1f1f', '#000000', '#ffffff'],
  'panel-border': ['#e5e5e5', '#2b2b2b', '#6fc3df', '#0f4a85'],
  'button-foreground': ['#ffffff', '#ffffff', '#ffffff', '#ffffff'],
  'button-background': ['#005fb8', '#0078d4', '#000000', '#0f4a85'],
  'button-hoverBackground': ['#0258a8', '#026ec1', '#000000', '#0f4a85'],
  'button-border': ['#0000001a', '#ffffff12', '#6fc3df', '#0f4a85'],
  'button-secondaryForeground': ['#3b3b3b', '#cccccc', '#ffffff', '#292929'],
  'button-secondaryBackground': ['#e5e5e5', '#313131', '#000000', '#ffffff'],
  'button-secondaryHoverBackground': ['#cccccc', '#3c3c3c', '#000000', '#ffffff'],
  'textLink-foreground': ['#005fb8', '#4daafc', '#21a6ff', '#0f4a85'],
  'textLink-activeForeground': ['#005fb8', '#4daafc', '#21a6ff', '#0f4a85'],
  'textBlockQuote-background': ['#f8f8f8', '#2b2b2b', undefined, '#f2f2f2'],
  'textBlockQuote-border': ['#e5e5e5', '#616161', '#ffffff', '#292929'],
  'toolbar-hoverBackground': ['#b8b8b850', '#5a5d5e50', undefined, undefined],
  'menu-foreground': ['#3b3b3b', '#cccccc', '#ffffff', '#292929'],
  'menu-background': ['#ffffff', '#1f1f1f', '#000000', '#ffffff'],
  'menu-border': ['#cecece', '#454545', '#6fc3df', '#0f4a85'],
  'menu-selectionForeground': ['#ffffff', '#ffffff', undefined, undefined],
  'menu-selectionBackground': ['#005fb8', '#0078d4', undefined, undefined],
  'charts-yellow': ['#bf8803', '#cca700', '#ffd370', '#895503'],
  'testing-iconPassed': ['#388a34', '#73c991', '#73c991', '#007100'],
  'input-background': ['#ffffff', '#313131', '#000000', '#ffffff'],
  'input-foreground': ['#3b3b3b', '#cccccc', '#ffffff', '#292929'],
  'input-border': ['#cecece', '#3c3c3c', '#6fc3df', '#0f4a85'],
  'input-placeholderForeground': ['#767676', '#989898', '#ffffffb3', '#292929b3'],
  'inputOption-activeBackground': ['#bed6ed', '#2489db82', '#00000000', '#00000000'],
  'inputOption-activeForeground': ['#000000', '#ffffff', '#ffffff', '#292929'],
  'dropdown-background': ['#ffffff', '#313131', '#000000', '#ffffff'],
  'dropdown-foreground': ['#3b3b3b', '#cccccc', '#ffffff', '#292929'],
  'dropdown-border': ['#cecece', '#3c3c3c', '#6fc3df', '#0f4a85'],
  'editorWidget-background': ['#f8f8f8', '#202020', '#0c141f', '#ffffff'],
  'widget-border': ['#e5e5e5', '#313131', undefined, undefined],
  'sideBar-background': ['#f8f8f8', '#181818', '#000000', '#ffffff'],
  'sideBar-foreground': ['#3b3b3b', '#cccccc', undefined, undefined],
  'list-hoverBackground': ['#f2f2f2', '#2a2d2e', undefined, undefined],
  'list-focusBackground': ['#e8e8e8', '#04395e', undefined, undefined],
  'list-focusForeground': ['#000000', '#ffffff', undefined, undefined],
  disabledForeground: ['#61616180', '#cccccc80', '#a5a5a5', '#7f7f7f'],
  'checkbox-background': ['#f8f8f8', '#313131', '#000000', '#ffffff'],
  'checkbox-border': ['#cecece', '#3c3c3c', '#6fc3df', '#0f4a85'],
  'checkbox-foreground': ['#3b3b3b', '#cccccc', '#ffffff', '#292929'],
  'badge-background': ['#cccccc', '#616161', '#000000', '#0f4a85'],
  'badge-foreground': ['#3b3b3b', '#f8f8f8', '#ffffff', '#ffffff'],
  'sideBarSectionHeader-border': ['#e5e5e5', '#2b2b2b', '#6fc3df', '#0f4a85'],
  'list-activeSelectionBackground': ['#e8e8e8', '#04395e', undefined, undefined],
  'list-activeSelectionForeground': ['#000000', '#ffffff', undefined, undefined],
  'list-warningForeground': ['#855f00', '#cca700', undefined, undefined],
  'inputValidation-warningBorder': ['#b89500', '#b89500', '#6fc3df', '#0f4a85'],
  'inputOption-activeBorder': ['#005fb8', '#2488db', '#f38518', '#006bbd'],
  'editorSuggestWidget-background': ['#f8f8f8', '#202020', undefined, undefined],
  'editorSuggestWidget-border': ['#c8c8c8', '#454545', '#6fc3df', '#0f4a85'],
  'keybindingLabel-background': ['#dddddd66', '#8080802b', undefined, undefined],
  'keybindingLabel-border': ['#cccccc66', '#33333399', '#6fc3df', '#0f4a85'],
  'keybindingLabel-foreground': ['#3b3b3b', '#cccccc', '#ffffff', '#292929'],
  contrastBorder: [undefined, undefined, '#6fc3df', '#0f4a85'],
  'menu-selectionBorder': [undefined, undefined, '#f38518', '#006bbd'],
  'toolbar-hoverOutline': [undefined, undefined, '#f38518', '#006bbd'],
  contrastActiveBorder: [undefined, undefined, '#f38518', '#006bbd'],
};

/** The theme as a style sheet. */
export function themeCss(theme: Theme): string {
  const at = THEMES.indexOf(theme);
  const colours = Object.entries(COLOURS).flatMap(([name, values]) => {
    const value = values[at];
    return value === undefined ? [] : [`--vscode-${name}: ${value};`];
  });
  return [
    ':root {',
    ...colours,
    '--vscode-font-family: system-ui, "Segoe UI", "Noto Sans", sans-serif;',
    '--vscode-font-size: 13px;',
    '--vscode-font-weight: normal;',
    '--vscode-editor-font-family: monospace;',
    '}',
  ].join('\n');
}
