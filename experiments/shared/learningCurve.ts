import type { Estimate } from "natwise";
import { short } from "./statistics.ts";

/** The learning curve of the first fold, for a row; absent where nothing was trained. */
export const learningCurve = ({ curves }: Estimate) => ({
  curve: curves[0]?.map(({ step, train, validation }) => ({
    step,
    train: short(train),
    validation: short(validation),
  })),
});
