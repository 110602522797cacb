/**
 * Mutual information from data.
 *
 * @module
 */

export { constant } from "./baselines/constant.ts";
export { density } from "./baselines/density.ts";
export { gaussianDensity } from "./baselines/gaussianDensity.ts";
export { baselines } from "./baselines/index.ts";
export { learned } from "./baselines/learned.ts";
export { mixtureDensity } from "./baselines/mixtureDensity.ts";
export { movingAverage } from "./baselines/movingAverage.ts";
export * from "./bounds/index.ts";
export { bilinear } from "./critics/bilinear.ts";
export { concat } from "./critics/concat.ts";
export { conditional } from "./critics/conditional.ts";
export { gated } from "./critics/gated.ts";
export { gaussianConditional } from "./critics/gaussianConditional.ts";
export { critics } from "./critics/index.ts";
export { mixtureConditional } from "./critics/mixtureConditional.ts";
export { onGaussian } from "./critics/onGaussian.ts";
export { optimal } from "./critics/optimal.ts";
export { optimalScores } from "./critics/optimalScores.ts";
export { scores } from "./critics/scores.ts";
export { separable } from "./critics/separable.ts";
export { DataError } from "./DataError.ts";
export { chaoShen } from "./discrete/chaoShen.ts";
export type { Correction } from "./discrete/corrections.ts";
export { type DiscreteOptions, discrete } from "./discrete/discrete.ts";
export { grassberger } from "./discrete/grassberger.ts";
export { isCategories } from "./discrete/isCategories.ts";
export { millerMadow } from "./discrete/millerMadow.ts";
export { type Normaliser, normalisedMi } from "./discrete/normalisedMi.ts";
export { nsb } from "./discrete/nsb.ts";
export { plugIn } from "./discrete/plugIn.ts";
export { type Symbols, symbols } from "./discrete/symbols.ts";
export { jaxEngine } from "./engine/jaxEngine.ts";
export { type EntropyEstimate, type EntropyOptions, entropy } from "./entropy.ts";
export { type EstimateOptions, estimate } from "./estimate.ts";
export { type AutoOptions, auto } from "./estimators/auto/auto.ts";
export type { Rule } from "./estimators/auto/rule.ts";
export { autoRules } from "./estimators/auto/rules.ts";
export { type LatentKsgOptions, latentKsg } from "./estimators/latentKsg.ts";
export { type NeuralOptions, neural } from "./estimators/neural.ts";
export { onRadii, withRadii } from "./estimators/onRadii.ts";
export { onResiduals } from "./estimators/onResiduals.ts";
export { type OnScoresOptions, onScores } from "./estimators/onScores.ts";
export { canonicalCorrelations } from "./gaussian/canonicalCorrelations.ts";
export { gaussianCopula } from "./gaussian/gaussianCopula.ts";
export { gaussianMi } from "./gaussian/gaussianMi.ts";
export { agreeWithTest } from "./inference/agreeWithTest.ts";
export { areContinuous } from "./inference/areContinuous.ts";
export { autocorrelationInflation, inflationLimit } from "./inference/autocorrelationInflation.ts";
export { type Compared, type Conclusion, conclusion } from "./inference/conclusion.ts";
export {
  type Extrapolation,
  type ExtrapolationOptions,
  type ExtrapolationPoint,
  extrapolation,
} from "./inference/extrapolation.ts";
export { falseDiscovery } from "./inference/falseDiscovery.ts";
export { independenceStatistics } from "./inference/independenceStatistics.ts";
export {
  type IndependenceTest,
  type IndependenceTestOptions,
  independenceTest,
  independenceTests,
} from "./inference/independenceTest.ts";
export { joinTests } from "./inference/joinTests.ts";
export { localPermutation } from "./inference/localPermutation.ts";
export { permutationPValue } from "./inference/permutationPValue.ts";
export { permutationTest } from "./inference/permutationTest.ts";
export { residuals } from "./inference/residuals.ts";
export { rowsFor } from "./inference/rowsFor.ts";
export { type Subsampled, subsampling } from "./inference/subsampling.ts";
export {
  blocks,
  circularShift,
  type Surrogate,
  shuffled,
  tooFewTurns,
  withinGroups,
} from "./inference/surrogates.ts";
export type { SurrogateValues } from "./inference/surrogateValues.ts";
export { withoutCopies } from "./inference/withoutCopies.ts";
export { type Method, methods } from "./methods.ts";
export { type GaoOptions, gao } from "./neighbours/gao.ts";
export { type GeometricKnnOptions, geometricKnn } from "./neighbours/geometricKnn.ts";
export {
  type DifferentialEntropy,
  type KozachenkoLeonenkoOptions,
  kozachenkoLeonenko,
} from "./neighbours/kozachenkoLeonenko.ts";
export { type KsgOptions, ksg } from "./neighbours/ksg.ts";
export { type RossOptions, ross } from "./neighbours/ross.ts";
export { activations } from "./nets/activations.ts";
export { batchNorm } from "./nets/batchNorm.ts";
export { conv } from "./nets/conv.ts";
export type { ConvOptions } from "./nets/convolution.ts";
export { convTranspose } from "./nets/convTranspose.ts";
export { dense } from "./nets/dense.ts";
export { drawNoise } from "./nets/drawNoise.ts";
export { dropout } from "./nets/dropout.ts";
export { flatten } from "./nets/flatten.ts";
export { gates } from "./nets/gates.ts";
export { gaussianNoise } from "./nets/gaussianNoise.ts";
export { nets } from "./nets/index.ts";
export { layerNorm } from "./nets/layerNorm.ts";
export { mlp } from "./nets/mlp.ts";
export { reshape } from "./nets/reshape.ts";
export { residual } from "./nets/residual.ts";
export { sequential } from "./nets/sequential.ts";
export { type AdamState, adam } from "./optimisers/adam.ts";
export { chain } from "./optimisers/chain.ts";
export { clipByGlobalNorm } from "./optimisers/clipByGlobalNorm.ts";
export { optimisers, wrappers } from "./optimisers/index.ts";
export { schedules } from "./optimisers/schedules.ts";
export { sgd } from "./optimisers/sgd.ts";
export { weightDecay } from "./optimisers/weightDecay.ts";
export { formatCount } from "./progress/formatCount.ts";
export { references } from "./references.ts";
export {
  type ColumnRef,
  type Gap,
  type Remark,
  type RemarkCode,
  type RemarkValues,
  remark,
  type Stop,
} from "./remarks.ts";
export { fewestRows } from "./rows/fewestRows.ts";
export { normalScores } from "./rows/normalScores.ts";
export { type Indicator, type OneHot, oneHot } from "./rows/oneHot.ts";
export { random } from "./rows/random.ts";
export { rowsAt } from "./rows/rowsAt.ts";
export { standardise } from "./rows/standardise.ts";
export { streams } from "./rows/streams.ts";
export { score } from "./score.ts";
export { lagged } from "./series/lagged.ts";
export { type LaggedMiOptions, laggedMi } from "./series/laggedMi.ts";
export { type TransferEntropyOptions, transferEntropy } from "./series/transferEntropy.ts";
export { additiveUniform } from "./tasks/additiveUniform.ts";
export { cubic } from "./tasks/cubic.ts";
export { elementwise } from "./tasks/elementwise.ts";
export { gaussian } from "./tasks/gaussian.ts";
export { linear } from "./tasks/linear.ts";
export { maps } from "./tasks/maps.ts";
export { mapX } from "./tasks/mapX.ts";
export { mapY } from "./tasks/mapY.ts";
export { type MultinormalOptions, multinormal } from "./tasks/multinormal.ts";
export { noisyFunction } from "./tasks/noisyFunction.ts";
export type { Covariance } from "./tasks/normalBlocks.ts";
export {
  type NormalComponent,
  type NormalMixtureOptions,
  normalMixture,
} from "./tasks/normalMixture.ts";
export type { RowMap } from "./tasks/rowMap.ts";
export { type StudentOptions, student } from "./tasks/student.ts";
export { type Alternate, type AlternateState, alternate } from "./training/alternate.ts";
export {
  type BaselineFor,
  type CriticFor,
  type MiTerm,
  type MiTermParts,
  miTerm,
} from "./training/miTerm.ts";
export { type StreamOptions, stream } from "./training/stream.ts";
export { type Trainer, type TrainState, trainer } from "./training/trainer.ts";
export type * from "./types.ts";
