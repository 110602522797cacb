/** Fewer rows than this cannot be split into training, validation and test rows. */
export const fewestRows = 20;
