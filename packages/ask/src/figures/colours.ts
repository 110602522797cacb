/** Okabe and Ito's colours, which people with any colour vision can tell apart; black text on white first. */
export const colours = {
  blue: "#0072B2",
  vermilion: "#D55E00",
  green: "#009E73",
  purple: "#CC79A7",
  orange: "#E69F00",
  sky: "#56B4E9",
  black: "#000000",
} as const;

/** For categories, in this order. */
export const categoryColours = [
  colours.blue,
  colours.orange,
  colours.green,
  colours.purple,
  colours.sky,
  colours.vermilion,
  colours.black,
];
