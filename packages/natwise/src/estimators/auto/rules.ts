import { mine } from "../../bounds/mine.ts";
import { concat } from "../../critics/concat.ts";
import { gated } from "../../critics/gated.ts";
import { onGaussian } from "../../critics/onGaussian.ts";
import { discrete } from "../../discrete/discrete.ts";
import { gaussianCopula } from "../../gaussian/gaussianCopula.ts";
import { gaussianWithinGroups } from "../../gaussian/gaussianWithinGroups.ts";
import { gao } from "../../neighbours/gao.ts";
import { geometricKnn } from "../../neighbours/geometricKnn.ts";
import { ksg } from "../../neighbours/ksg.ts";
import { ross } from "../../neighbours/ross.ts";
import { streams } from "../../rows/streams.ts";
import { atomwise } from "../atomwise.ts";
import { inCells } from "../inCells.ts";
import { neural } from "../neural.ts";
import { onRadii, withRadii } from "../onRadii.ts";
import { onResiduals } from "../onResiduals.ts";
import { onScores } from "../onScores.ts";
import {
  costlyGaussian,
  criticDone,
  type Facts,
  gaussianHolds,
  MORE_NEIGHBOURS,
  momentsHold,
  nearCeiling,
  rossNeighbours,
  trainsOnNumbers,
  weakAmongNeighbours,
  wellFilled,
} from "./facts.ts";
import type { Rule } from "./rule.ts";

const free = ({ given }: Facts) => given === "nothing";
const counted = ({ sides, given }: Facts) => sides === "categories" && given !== "numbers";
const mixed = (facts: Facts) => free(facts) && (facts.sides === "x" || facts.sides === "y");
const numbers = (facts: Facts) => free(facts) && facts.sides === "numbers";
const within = (facts: Facts) => !free(facts) && facts.sides === "numbers";
const weak = (facts: Facts) =>
  numbers(facts) && facts.x.d === 1 && facts.y.d === 1 && weakAmongNeighbours(facts);
const several = (facts: Facts) => numbers(facts) && facts.x.d > 1 && facts.y.d > 1;
const quick = ({ trains }: Facts) => (trains ? 0.1 : 1);

const scored = { ties: { x: [streams.scoreTies], y: [streams.scoreTies] } };
const wide = ({ deep }: Facts) =>
  deep ? { critic: { hidden: [128, 128] }, steps: 3000 } : { critic: {}, steps: 2000 };
const critic = (facts: Facts) =>
  neural({
    bound: mine(),
    critic: onGaussian({ critic: concat(wide(facts).critic), columns: { x: facts.x.d, y: facts.y.d } }),
    steps: wide(facts).steps,
  });
const separate = () => neural({ bound: mine(), critic: gated(), steps: 3000, weightDecay: 6e-4 });
const copula = "the dependence is that of a Gaussian, up to an increasing function of each column";
const further =
  "a trained critic found more information than the Gaussian, and in this many columns neighbours are too far apart";
const functions =
  "a critic that compares learned functions of x with learned functions of y found more than other estimators";
const radii =
  "the rows' distances from the centre carry more information than other estimators found in the columns themselves";

/**
 * The rules of `auto`, in order of priority. The first candidate is reported, unless a later one exceeds it by more
 * than their combined error. Facts include the results so far, so a rule may begin to apply, or cease to.
 */
// biome-ignore format: a table
export const autoRules: readonly Rule[] = [
  { name: "discrete, Grassberger", role: "report", when: "categories on both sides, and in the given columns if there are any",
    applies: counted, estimator: () => discrete(),
    reason: "all columns are categories, so counts contain all of the information" },
  { name: "Gao", role: "check", when: "categories on both sides, and in the given columns if there are any, with few rare combinations",
    applies: (f) => counted(f) && wellFilled(f), estimator: () => gao() },

  { name: "counts of atoms, neighbours between them", role: "report", when: "numbers on a side with atoms: single values that many rows hold",
    applies: (f) => free(f) && f.atoms, estimator: () => atomwise(), share: quick, optional: true,
    reason: "many rows hold the same value among numbers on a scale: counts of these rows, and nearest neighbours among the others" },

  { name: "Ross on normal scores", role: "report", when: "categories on one side, numbers on the other",
    applies: mixed, estimator: (f) => onScores(ross({ discrete: f.sides as "x" | "y", k: rossNeighbours(f) }), scored), share: ({ trains }) => (trains ? 0.2 : 0.8),
    reason: "categories on one side, numbers on the other: nearest neighbours within and across the categories" },
  { name: "MINE", role: "report", when: "categories on one side, numbers on the other, four columns or more",
    applies: (f) => mixed(f) && f.trains, estimator: () => onScores(neural({ bound: mine() }), scored),
    reason: "categories on one side, and too many columns of numbers for neighbours on the other" },
  { name: "counts in cells of equal size", role: "report", when: "categories on one side, one column of numbers on the other",
    applies: (f) => mixed(f) && !f.trains && (f.sides === "x" ? f.y : f.x).d === 1, estimator: () => inCells(discrete()),
    reason: "categories on one side, numbers on the other: counts, with the numbers cut into cells" },

  { name: "Gaussian copula", role: "report", when: "numbers, four columns or more, if they are jointly normal by their moments and neighbours find no more",
    applies: (f) => numbers(f) && momentsHold(f), estimator: () => gaussianCopula(), share: quick, optional: true,
    reason: "the Gaussian fits: the columns are jointly normal by their moments" },
  { name: "Gaussian copula", role: "report", when: "numbers, if a critic trained on top of the Gaussian found nothing further",
    applies: (f) => numbers(f) && gaussianHolds(f), estimator: () => gaussianCopula(),
    reason: "the Gaussian fits: a critic trained on top of it found nothing further on held-out rows" },
  { name: "MINE on a Gaussian", role: "report", when: "numbers, if there are more than six columns or the Gaussian fits",
    applies: (f) => numbers(f) && criticDone(f) && (!f.few || gaussianHolds(f)), estimator: (f) => onScores(withRadii(critic(f))), share: () => 0.7,
    reason: further },
  { name: "Geometric k-NN", role: "report", when: "numbers, six columns or fewer, if KSG exceeded a third of its ceiling",
    applies: (f) => numbers(f) && f.few && nearCeiling(f), estimator: () => geometricKnn(), share: quick, optional: true,
    reason: "the dependence is so strong that KSG's cubes are mostly empty: ellipsoids are fitted to the data instead" },
  { name: "KSG with more neighbours on normal scores", role: "report", when: "one column of numbers on each side, 2,000 rows or more, if KSG is within four standard errors of zero",
    applies: weak, estimator: () => onScores(ksg({ k: MORE_NEIGHBOURS })), share: quick,
    reason: "the dependence is weak: more neighbours than usual vary less, and miss little of it" },
  { name: "KSG on normal scores", role: "report", when: "numbers, if there are twenty columns or fewer or no critic is trained",
    applies: (f) => numbers(f) && (f.hopeful || !f.trains), estimator: () => onScores(ksg()), share: quick,
    reason: "numbers on both sides: nearest neighbours detect any kind of dependence" },
  { name: "KSG on distances from the centre", role: "report", when: "numbers, two columns or more on each side",
    applies: several, estimator: () => onScores(onRadii(ksg())), share: quick,
    reason: radii },
  { name: "KSG on distances from the centre, tails heavy", role: "report", when: "numbers, two columns or more on each side",
    applies: several, estimator: () => onScores(onRadii(ksg(), { tails: "heavy" })), share: quick,
    reason: radii },
  { name: "MINE on a Gaussian", role: "report", when: "numbers, four columns or more, unless the Gaussian fits",
    applies: (f) => numbers(f) && trainsOnNumbers(f), estimator: (f) => onScores(withRadii(critic(f))), share: () => 0.7,
    reason: further },
  { name: "MINE, gated critic", role: "report", when: "numbers, four columns or more, unless the Gaussian fits and its fit costs little",
    applies: (f) => numbers(f) && f.found.has("MINE on a Gaussian") && (!gaussianHolds(f) || costlyGaussian(f)), estimator: () => onScores(withRadii(separate())),
    reason: functions },
  { name: "Gaussian copula", role: "report", when: "numbers, if no critic is trained",
    applies: (f) => numbers(f) && !f.trains, estimator: () => gaussianCopula(), optional: true,
    reason: copula },
  { name: "Gaussian copula", role: "check", when: "numbers, until a critic is fully trained",
    applies: (f) => numbers(f) && f.trains && !criticDone(f), estimator: () => gaussianCopula(), share: quick, optional: true },

  { name: "Mesner-Shalizi on normal scores", role: "report", when: "categories and numbers, given other columns",
    applies: (f) => !free(f) && f.sides !== "numbers" && !counted(f), estimator: () => onScores(gao()),
    reason: "categories and numbers, given other columns: nearest neighbours for mixtures" },
  { name: "Frenzel-Pompe on normal scores", role: "report", when: "numbers on both sides, given categories",
    applies: (f) => within(f) && f.given === "categories", estimator: () => onScores(ksg()),
    reason: "numbers, given categories: nearest neighbours" },
  { name: "Gaussian copula within groups", role: "report", when: "numbers on both sides, given categories",
    applies: (f) => within(f) && f.given === "categories", estimator: () => gaussianWithinGroups(), optional: true,
    reason: "within groups the dependence is that of a Gaussian, up to an increasing function of each column" },
  { name: "Frenzel-Pompe on normal scores", role: "report", when: "numbers on both sides, given numbers",
    applies: (f) => within(f) && f.given === "numbers", estimator: () => onResiduals(onScores(ksg())),
    reason: "numbers, given numbers: nearest neighbours, after regressing out a smooth function of the given columns" },
  { name: "Gaussian copula on residuals", role: "report", when: "numbers on both sides, given numbers",
    applies: (f) => within(f) && f.given === "numbers", estimator: () => onResiduals(onScores(gaussianCopula())), optional: true,
    reason: "after regressing out the given columns, the dependence is that of a Gaussian, up to an increasing function of each column" },
];
