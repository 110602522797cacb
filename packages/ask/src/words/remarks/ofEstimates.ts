/** @module The words for remarks on estimates: trained critics, neighbours, Gaussians and counts, and the choice among them. */
import type { RemarkCode } from "natwise";
import { atLeast, type Wordings } from "./wording.ts";

export const ofEstimates = {
  nearCeiling: {
    kind: "warning",
    say: ({ ceiling }, { nats }) =>
      `The estimate is near its ceiling of ${nats(ceiling)}, so the truth may be much larger.`,
    remedy: "Use an estimator without a ceiling, or more rows.",
  },
  overfitted: {
    kind: "warning",
    say: ({ train, heldOut, guarantee }, { nats }) =>
      `Over-fitted: ${nats(train)} on the training rows, ${nats(heldOut)} on held-out rows.${guarantee === "lower" ? " The truth is probably above the held-out value." : ""}`,
    remedy: "Use more rows.",
  },
  moreRowsWouldFindMore: {
    kind: "warning",
    say: ({ train, heldOut }, { nats }) =>
      `The critic found ${nats(train)} in its training rows and ${nats(heldOut)} in held-out rows: it would find more with more rows.`,
    remedy: atLeast,
  },
  trainingCutShort: {
    kind: "warning",
    say: ({ steps, most }, { count }) =>
      `Training was stopped after ${count(steps)} of at most ${count(most)} steps, so the estimate may be too low.`,
    remedy: "Allow more time.",
  },
  notConverged: {
    kind: "warning",
    say: ({ steps }, { count }) =>
      `Not converged: the validation value was still rising after ${count(steps)} ${steps === 1 ? "step" : "steps"}.`,
    remedy: "Allow more steps.",
  },
  diverged: {
    kind: "warning",
    say: () => "Training diverged in a fold, so the critic from before the divergence is used.",
    remedy: "Use a smaller learning rate.",
  },
  nothingLearned: {
    kind: "warning",
    say: () =>
      "In no fold did a critic beat a constant one on the validation rows, so the value of a constant critic is reported. Weak dependence may be missed.",
    remedy: "Compare with KSG.",
  },
  nothingLearnedInAHalf: {
    kind: "warning",
    say: () => "Training found nothing in one half of the rows, or in both.",
    remedy: "Use more rows, or compare with KSG.",
  },
  fewRowsForACritic: {
    kind: "warning",
    say: ({ rows }, { count }) => `A critic trained on ${count(rows)} rows finds only strong dependence.`,
    remedy: "Compare with KSG.",
  },
  neighbourCeiling: {
    kind: "warning",
    say: ({ estimator, ceiling }, { nats }) =>
      `${estimator} cannot exceed ${nats(ceiling)} on these rows, and reads low well below that.`,
    remedy: ({ nats: value }, { nats }) =>
      `Read ${nats(value)} as "at least about". More rows raise the limit; geometric k-NN has none, for few columns of continuous numbers.`,
  },
  neighbourCeilingGiven: {
    kind: "warning",
    say: ({ ceiling }, { nats }) =>
      `KSG cannot exceed ${nats(ceiling)} here, because few rows are alike in the given columns, and reads low well below that.`,
    remedy: "Use more rows, or fewer given columns.",
  },
  manyColumns: {
    kind: "warning",
    say: ({ columns }) =>
      `With ${columns} columns, nearest neighbours are far apart and the estimate reads low, the more so the stronger the dependence.`,
    remedy: "Compare with a trained critic, or use fewer columns.",
  },
  repeatsSpread: {
    kind: "warning",
    say: ({ share }, { percent, subject }) =>
      `${percent(share)} of the rows share a value of ${subject} exactly with other rows. Equal values were spread at random over the gap to the next value, which is right for rounded numbers.`,
    remedy: ({ estimator }) =>
      estimator === "entropy"
        ? "Counts and categories have no differential entropy: ask for --kind discrete."
        : estimator === "Ross"
          ? "For categories on both sides, use discrete."
          : "For categories, use gao or ross.",
  },
  flatNeighbourhoods: {
    kind: "warning",
    say: ({ share, nats: value }, { percent, nats }) =>
      `Around ${percent(share)} of the rows, some columns determine the others up to rounding. The information between continuous columns is then infinite, and ${nats(value)} only says that it is large.`,
    remedy: "Leave out columns that are functions of others.",
  },
  loneRowsOfCategories: {
    kind: "warning",
    say: ({ lone, rows }, { count, subject }) =>
      `${count(lone)} of ${count(rows)} rows are the only ones of their category of ${subject} and were left out.`,
    remedy: "Merge rare categories.",
  },
  fewRowsPerCategory: {
    kind: "warning",
    say: ({ categories, rows, k }, { count, subject, names }) =>
      `${subject} ${names.length > 1 ? "have" : "has"} ${count(categories)} categories with ${count(rows)} rows each on average, which is few for ${k} neighbours within each. The estimate is probably too high.`,
    remedy: "Use more rows, or merge categories.",
  },
  determinedByGiven: {
    kind: "warning",
    say: (_, { subject, names }) =>
      `The given columns determine ${subject}, so ${names.length === 1 ? "it carries" : "they carry"} no further information: 0.`,
    remedy: "To see what they carry together, ask without the given columns.",
  },
  redundantColumns: {
    kind: "warning",
    say: (_, { column, names }) =>
      `Other columns determine ${column}: ${names.length === 1 ? "it was" : "they were"} left out, which changes nothing.`,
    remedy: "Nothing has to be done.",
  },
  farFromNormal: {
    kind: "warning",
    say: ({ skewness, excess }, { column, names }) =>
      `Far from normal: ${column} (${names.length === 1 ? "" : "the first with "}skewness ${skewness.toFixed(1)}, excess kurtosis ${excess.toFixed(1)}). This estimator uses only the covariance.`,
    remedy: "Compare with copula or ksg.",
  },
  tiesBroken: {
    kind: "warning",
    say: ({ share }, { percent, subject }) =>
      `${percent(share)} of the values of ${subject} repeat others. Equal values were ranked at random, which makes the estimate read low.`,
    remedy: "For categories, use discrete.",
  },
  muchByChance: {
    kind: "warning",
    say: ({ rows, chance }, { count, nats }) =>
      `With so many columns, ${count(rows)} rows of independent data show ${nats(chance)} by chance. That is subtracted, but the rest varies a lot.`,
    remedy: "Use more rows, or fewer columns.",
  },
  valuesLikeNumbers: {
    kind: "warning",
    say: ({ values, rows }, { count, subject, names }) =>
      `${subject} ${names.length > 1 ? "have" : "has"} ${count(values)} different values in ${count(rows)} rows, like numbers on a scale or identifiers, not like categories.`,
    remedy: "For numbers, use ksg.",
  },
  rareCombinations: {
    kind: "warning",
    say: ({ share, plugIn }, { percent }) =>
      `${percent(share)} of the rows are the only ones with their combination of values: too few rows for so many combinations.${plugIn ? " The plug-in estimate reads high here." : ""}`,
    remedy: ({ plugIn }) => `Merge rare values, ${plugIn ? "choose a correction, " : ""}or use more rows.`,
  },
  copiesCountedOnce: {
    kind: "warning",
    say: ({ copies, rows }, { count }) =>
      `${count(copies)} of ${count(rows)} rows repeat another row in all columns, which neighbours would take for information. The estimate is of the ${count(rows - copies)} different rows.`,
    remedy: "If these rows are separate observations, say so with --series or choose an estimator.",
  },
  linearFunction: {
    kind: "warning",
    say: ({ rows }, { subject, count }) =>
      `${subject} is a linear function of the other columns, so the information is infinite. The number only shows how finely ${count(rows)} rows resolve it.`,
    remedy: "Leave that column out.",
  },
  smallGroups: {
    kind: "warning",
    say: ({ groups, median }, { count }) =>
      `The given columns split the rows into ${count(groups)} groups, and half of the rows are in groups of ${count(median)} or fewer. That is too few to see all of the dependence within groups, so the estimate reads low.`,
    remedy: "Merge rare values, or use more rows.",
  },
  estimatorsDisagree: {
    kind: "warning",
    say: ({ estimator, nats: value, other, otherNats }, { nats }) =>
      `${other} gives ${nats(otherNats)}, more than the ${nats(value)} of ${estimator}, beyond their errors: one of them misses something.`,
    remedy: atLeast,
  },
  wideData: {
    kind: "warning",
    say: ({ columns, rows }, { count }) =>
      `With ${columns} columns, ${count(rows)} rows show only strong or Gaussian dependence.`,
    remedy: atLeast,
  },
} satisfies Partial<Wordings<RemarkCode>>;
