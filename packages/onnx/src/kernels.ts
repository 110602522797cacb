import type { ElementType } from "./model.ts";

const floats: readonly ElementType[] = ["float32", "float64"];
const signed: readonly ElementType[] = ["float32", "float64", "int32", "int64"];
const numbers: readonly ElementType[] = ["float32", "float64", "int32", "uint32", "int64"];
const integers: readonly ElementType[] = ["int32", "uint32", "int64"];
const bool: readonly ElementType[] = ["bool"];

/**
 * The element types for which ONNX Runtime 1.30 has a CPU kernel, by operator. Operators not listed have one for every
 * type. Measured by creating a session for each pair, as test/kernels.test.ts does.
 */
export const kernels: Readonly<Record<string, readonly ElementType[]>> = {
  Add: numbers,
  Sub: numbers,
  Mul: numbers,
  Div: numbers,
  Max: numbers,
  Min: numbers,
  Mod: numbers,
  Neg: signed,
  Abs: numbers,
  Sign: numbers,
  Reciprocal: floats,
  Floor: floats,
  Ceil: floats,
  Sqrt: floats,
  Exp: floats,
  Log: floats,
  Sin: floats,
  Cos: floats,
  Asin: ["float32"],
  Atan: ["float32"],
  Erf: ["float32"],
  HardSigmoid: ["float32"],
  Relu: ["float32", "float64", "int32"],
  Clip: numbers,
  Less: numbers,
  LessOrEqual: numbers,
  Equal: [...numbers, "bool"],
  Not: bool,
  And: bool,
  Or: bool,
  Xor: bool,
  BitwiseAnd: integers,
  BitwiseOr: integers,
  BitwiseXor: integers,
  BitShift: ["uint32"],
  ReduceSum: signed,
  ReduceProd: signed,
  ReduceMax: [...signed, "bool"],
  ReduceMin: [...signed, "bool"],
  MatMul: numbers,
  Gemm: floats,
  Where: signed,
  TopK: signed,
  Conv: ["float32"],
  ConvTranspose: ["float32"],
  MaxPool: floats,
};
