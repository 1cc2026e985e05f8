// How cards look: the page's own variables, so that light and dark follow by themselves.

const tone = (color, subtle = color) => ({ default: color, subtle });
const foreground = {
  default: tone("var(--fg)", "var(--fg-2)"),
  accent: tone("var(--accent)"),
  good: tone("var(--good)"),
  warning: tone("var(--warning)"),
  attention: tone("var(--attention)"),
  dark: tone("var(--fg)", "var(--fg-2)"),
  light: tone("var(--fg-2)"),
};
const container = (backgroundColor, borderColor = "transparent") => ({ backgroundColor, borderColor, foregroundColors: foreground });

export const hostConfig = new AdaptiveCards.HostConfig({
  supportsInteractivity: true,
  fontTypes: {
    default: {
      fontFamily: "var(--sans)",
      fontSizes: { small: 13, default: 15, medium: 16, large: 18, extraLarge: 21 },
      fontWeights: { lighter: 400, default: 400, bolder: 650 },
    },
    monospace: {
      fontFamily: "var(--mono)",
      fontSizes: { small: 12, default: 14, medium: 15, large: 17, extraLarge: 20 },
      fontWeights: { lighter: 400, default: 400, bolder: 650 },
    },
  },
  spacing: { small: 4, default: 8, medium: 12, large: 16, extraLarge: 24, padding: 14 },
  separator: { lineThickness: 1, lineColor: "var(--line)" },
  containerStyles: {
    default: container("transparent"),
    emphasis: container("var(--bg-soft)"),
    accent: container("var(--accent-soft)"),
    good: container("var(--good-soft)"),
    warning: container("var(--warning-soft)"),
    attention: container("var(--attention-soft)"),
  },
  imageSizes: { small: 40, medium: 80, large: 160 },
  actions: {
    maxActions: 12,
    spacing: "medium",
    buttonSpacing: 8,
    showCard: { actionMode: "inline", inlineTopMargin: 12 },
    actionsOrientation: "horizontal",
    actionAlignment: "left",
  },
  adaptiveCard: { allowCustomStyle: false },
  factSet: {
    title: { color: "default", size: "default", isSubtle: true, weight: "default", wrap: true, maxWidth: 160 },
    value: { color: "default", size: "default", isSubtle: false, weight: "default", wrap: true },
    spacing: 16,
  },
  inputs: {
    label: { inputSpacing: "small", requiredInputs: { weight: "bolder", suffix: "" }, optionalInputs: { weight: "bolder" } },
    errorMessage: { color: "attention", weight: "bolder" },
  },
  textBlock: { headingLevel: 2 },
});
