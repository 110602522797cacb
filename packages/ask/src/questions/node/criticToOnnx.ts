import { type Critic, standardise, type Tensor, type TrainedCritic } from "natwise";
import { type Encoded, encodeAsNumbers } from "../../tables/encodeColumns.ts";
import { matrixOf } from "../../tables/matrixOf.ts";
import type { Column } from "../../types.ts";

/** A critic and its training data. */
export interface CriticWithData {
  readonly critic: TrainedCritic;
  /** The estimator it was trained for. */
  readonly estimator: string;
  /** The columns of each side. */
  readonly x: { readonly columns: readonly Column[] };
  readonly y: { readonly columns: readonly Column[] };
}

/**
 * A trained critic as an ONNX model.
 *
 * Inputs `x` [N, dx] and `y` [N, dy] are float32, for any N, with texts one-hot encoded (`encodeAsNumbers`) but not
 * standardised: the model standardises them. Output `score` [N] has the score of row i of x with row i of y. The model's
 * metadata list the encoded columns in order.
 */
export async function criticToOnnx({
  critic: { critic, params, dims },
  estimator,
  ...sides
}: CriticWithData): Promise<Uint8Array> {
  const [x, y] = [encodeAsNumbers(sides.x.columns), encodeAsNumbers(sides.y.columns)];
  const { toOnnx } = await import("@natwise/onnx");
  type Array = Parameters<Critic["rotations"]>[1];
  const score = (
    scale: Record<"x0" | "y0" | "x1" | "y1", Array>,
    weights: never,
    left: Array,
    right: Array,
  ) =>
    critic
      .rotations(weights, left.sub(scale.x0).mul(scale.x1), right.sub(scale.y0).mul(scale.y1), 0)
      .reshape([-1]);
  const [x0, x1] = scaleOf(x);
  const [y0, y1] = scaleOf(y);
  const example = (d: number): Tensor => ({ data: new Float32Array(2 * d), shape: [2, d] });
  const model = await toOnnx(score, [{ x0, x1, y0, y1 }, params, example(dims.x), example(dims.y)], {
    inputs: ["scale", "params", "x", "y"],
    output: "score",
    constants: [0, 1],
    rows: [2, 3],
  });
  return withMetadata(model, {
    "natwise.estimator": estimator,
    "natwise.critic": critic.name,
    "natwise.x": JSON.stringify(x.labels),
    "natwise.y": JSON.stringify(y.labels),
  });
}

/** The shift [1, d] and the inverse standard deviation [1, d] with which the library standardises encoded columns. */
function scaleOf(columns: Encoded): [Tensor, Tensor] {
  const { data, n, d } = matrixOf(columns);
  const standard = standardise({ data, n, d }, "criticToOnnx").data;
  const mean = new Float64Array(d);
  const left = new Float64Array(d);
  const squares = new Float64Array(d);
  for (let i = 0; i < data.length; i++) mean[i % d] += data[i] / n;
  for (let i = 0; i < data.length; i++) left[i % d] += standard[i] / n;
  for (let i = 0; i < data.length; i++) squares[i % d] += (data[i] - mean[i % d]) ** 2;
  const deviation = squares.map((sum) => Math.sqrt(sum / n));
  return [
    { data: Float32Array.from(mean, (value, j) => value - left[j] * deviation[j]), shape: [1, d] },
    { data: Float32Array.from(deviation, (value) => 1 / value), shape: [1, d] },
  ];
}

/**
 * Adds texts to an ONNX model. Appending fields to the bytes of a protobuf message extends it. `metadata_props` is field 14 of
 * ModelProto; its entries are messages with a key (1) and a value (2).
 */
function withMetadata(model: Uint8Array, texts: Readonly<Record<string, string>>): Uint8Array {
  const field = (number: number, bytes: Uint8Array) =>
    Buffer.concat([Buffer.from([(number << 3) | 2]), varint(bytes.length), bytes]);
  const entries = Object.entries(texts).map(([key, text]) =>
    field(14, Buffer.concat([field(1, Buffer.from(key)), field(2, Buffer.from(text))])),
  );
  return Buffer.concat([model, ...entries]);
}

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 127) {
    bytes.push((rest & 127) | 128);
    rest = Math.floor(rest / 128);
  }
  return Uint8Array.from([...bytes, rest]);
}
