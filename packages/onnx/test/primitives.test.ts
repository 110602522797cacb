import { DType, grad, random as jaxRandom, jit, lax, nn, numpy as np, vjp, vmap } from "@jax-js/jax";
import { describe, expect, test } from "vitest";
import { expectAgreement, ints, random, tensor } from "./agree.ts";

const x23 = random([2, 3], 1);
const y23 = random([2, 3], 2);
const positive = { data: random([2, 3], 3).data.map((v) => Math.abs(v) + 0.1), shape: [2, 3] };
const special = tensor([Number.NaN, 1, -1, 0, Infinity, -Infinity, Number.NaN, 2]);
const other = tensor([1, Number.NaN, 2, -0, -Infinity, Infinity, Number.NaN, 2]);

/** d sum(sin(f(x))) / dx: a cotangent that differs from element to element. */
const gradientOf = (f: (...args: np.Array[]) => np.Array, argnums: number) =>
  grad((...args: np.Array[]) => np.sin(f(...args)).sum(), { argnums } as never);

describe("elementwise", () => {
  const unary: Record<string, [(x: np.Array) => np.Array, typeof x23]> = {
    neg: [(x) => np.negative(x), x23],
    reciprocal: [(x) => np.reciprocal(x), positive],
    floor: [(x) => np.floor(x), x23],
    ceil: [(x) => np.ceil(x), x23],
    sin: [(x) => np.sin(x), x23],
    cos: [(x) => np.cos(x), x23],
    asin: [(x) => np.arcsin(x.mul(0.45)), x23],
    atan: [(x) => np.arctan(x), x23],
    exp: [(x) => np.exp(x), x23],
    log: [(x) => np.log(x), positive],
    sqrt: [(x) => np.sqrt(x), positive],
    erf: [(x) => lax.erf(x), x23],
    erfc: [(x) => lax.erfc(x), x23],
    tanh: [(x) => np.tanh(x), x23],
    sigmoid: [(x) => nn.sigmoid(x), x23],
    softplus: [(x) => nn.softplus(x), x23],
    gelu: [(x) => nn.gelu(x), x23],
    elu: [(x) => nn.elu(x), x23],
    relu: [(x) => nn.relu(x), x23],
    leakyRelu: [(x) => nn.leakyRelu(x), x23],
    clip: [(x) => np.clip(x, -0.5, 0.5), x23],
    absolute: [(x) => np.absolute(x), x23],
    sign: [(x) => np.sign(x), x23],
    expm1: [(x) => np.expm1(x), x23],
    log1p: [(x) => np.log1p(x), positive],
  };
  for (const [name, [f, at]] of Object.entries(unary)) {
    test(`${name} is jax-js's`, () => expectAgreement(f, [at]));
    test(`the gradient of ${name} is jax-js's`, () => expectAgreement(gradientOf(f, 0), [at]));
  }

  const binary: Record<string, (x: np.Array, y: np.Array) => np.Array> = {
    add: (x, y) => x.add(y),
    sub: (x, y) => x.sub(y),
    mul: (x, y) => x.mul(y),
    div: (x, y) => x.div(y),
    mod: (x, y) => x.mod(y),
    max: (x, y) => np.maximum(x, y),
    min: (x, y) => np.minimum(x, y),
    power: (x, y) => np.power(np.absolute(x), y),
    logaddexp: (x, y) => np.logaddexp(x, y),
    arctan2: (x, y) => np.arctan2(x, y),
  };
  const shapes: [number[], number[]][] = [
    [
      [2, 3],
      [2, 3],
    ],
    [[2, 3], [3]],
    [
      [2, 1],
      [1, 3],
    ],
    [[], [2, 3]],
    [
      [4, 1, 3],
      [2, 1],
    ],
    [[1], [1, 1]],
  ];
  for (const [name, f] of Object.entries(binary)) {
    test(`${name} broadcasts as jax-js does`, async () => {
      for (const [a, b] of shapes) await expectAgreement(f, [random(a, 4), random(b, 5)]);
    });
    test(`the gradients of ${name} are jax-js's, broadcast operands included`, async () => {
      // jax-js 0.1.25 takes the quotient of a scalar as 0 in the gradient of its remainder.
      for (const [a, b] of shapes.filter(([a]) => name !== "mod" || a.length > 0))
        for (const k of [0, 1]) await expectAgreement(gradientOf(f, k), [random(a, 4), random(b, 5)], 1e-4);
    });
  }

  test("NaN and infinity pass through max, min, comparisons and where as in jax-js", async () => {
    await expectAgreement((x, y) => np.maximum(x, y), [special, other]);
    await expectAgreement((x, y) => np.minimum(x, y), [special, other]);
    await expectAgreement((x) => nn.relu(x), [special]);
    await expectAgreement((x) => np.clip(x, -1, 1), [special]);
    await expectAgreement((x) => [x.ref.max(), x.min()], [special]);
    await expectAgreement(
      (x, y) => [x.ref.less(y.ref), x.ref.equal(y.ref), x.ref.notEqual(y.ref), x.lessEqual(y)],
      [special, other],
    );
    await expectAgreement((x, y) => np.where(np.isnan(x.ref), y, x), [special, other]);
  });

  test("a gradient that is infinite where relu is off does not leak through it", async () => {
    const at = tensor([-1, 2, -3, 4]);
    await expectAgreement(
      grad((x: np.Array) => np.sqrt(nn.relu(x)).sum()),
      [at],
    );
  });

  test("integers: arithmetic wraps, division truncates, the remainder has the dividend's sign", async () => {
    const [a, b] = [ints([3, 4], -9, 9, 1), ints([3, 4], 1, 5, 2)];
    for (const f of [binary.add, binary.sub, binary.mul, binary.max, binary.min])
      await expectAgreement(f, [a, b]);
    await expectAgreement((x, y) => x.div(y), [a, b]);
    await expectAgreement((x, y) => x.mod(y), [a, b]);
    await expectAgreement((x) => x.div(4), [a]);
    const big = { data: Uint32Array.from([0, 1, 4e9, 4294967295]), shape: [4] };
    await expectAgreement(
      (x) => [x.ref.add(x.ref), x.ref.mul(3), x.ref.max(), x.ref.sum(), x.less(7)],
      [big],
    );
    await expectAgreement((x) => np.where(x.ref.less(5), x, 9), [big]);
    await expectAgreement((x) => np.negative(x), [big]);
  });

  test("casts saturate and NaN becomes 0, as WebAssembly's do", async () => {
    const at = tensor([1.7, -1.7, 3e9, -3e9, 1e20, Number.NaN, Infinity, 0]);
    await expectAgreement((x) => [x.ref.astype("int32"), x.ref.astype("uint32"), x.astype("bool")], [at]);
    await expectAgreement((x) => [x.ref.astype("float32"), x.astype("bool")], [ints([5], -3, 3)]);
  });

  test("booleans combine by and, or, not", async () => {
    const f = (x: np.Array, y: np.Array) => {
      const [a, b] = [x.less(0), y.less(0)];
      return [
        np.logicalAnd(a.ref, b.ref),
        np.logicalOr(a.ref, b.ref),
        np.logicalNot(a.ref),
        a.ref.any(),
        b.ref.all(0),
        np.where(a.ref, b.ref, a),
        b.astype(np.float32).sum(),
      ];
    };
    await expectAgreement(f, [x23, y23]);
  });

  test("float64 stays float64", async () => {
    const wide = (seed: number) => ({ data: Float64Array.from(random([3, 3], seed).data), shape: [3, 3] });
    await expectAgreement(
      (x, y) => [x.ref.add(y.ref), np.matmul(x.ref, y.ref), x.ref.sum(0), np.maximum(x, y)],
      [wide(1), wide(2)],
      1e-12,
    );
    await expectAgreement((x) => [np.exp(x.ref), np.sin(x.ref), lax.erf(x.ref), np.arctan(x)], [wide(1)]);
    await expectAgreement((x) => np.where(x.ref.less(0.5), x, 0), [wide(1)], 1e-12);
  });

  test("float64 moves, indexes, sorts, pools and factorises as float32 does", async () => {
    const wide = (shape: number[]) => ({ data: Float64Array.from(random(shape, 3).data), shape });
    const f = (x: np.Array) => [
      np
        .pad(x.ref, [
          [1, 0],
          [0, 2],
        ])
        .transpose()
        .reshape([-1]),
      np.concatenate([x.ref, np.flip(x.ref, 1)], 0),
      np.sort(x.ref, 0),
      lax.reduceWindow(x.ref, np.max as never, [2, 2], [1, 1]),
      np.linalg.cholesky(np.matmul(x.ref, x.ref.transpose()).add(np.eye(4))),
      x.ref.max(0),
      x.prod(1),
    ];
    await expectAgreement(f, [wide([4, 4])], 1e-6);
    const rows = { data: Int32Array.from([0, 2, 2]), shape: [3] };
    await expectAgreement(
      gradientOf((x, i) => np.take(x, i, 0), 0),
      [wide([4, 2]), rows],
      1e-6,
    );
  });

  test("axes of length zero compile", async () => {
    const none = tensor([], [0, 3]);
    await expectAgreement((x) => [x.ref.add(1), x.ref.transpose(), x.ref.sum(0), x.reshape([3, 0])], [none]);
    await expectAgreement((x, y) => np.concatenate([x, y], 0), [none, x23]);
    await expectAgreement((x, y) => np.matmul(x, y), [none, random([3, 2])]);
  });

  test("bitwise operations and random bits are jax-js's, bit for bit", async () => {
    const [a, b] = [ints([6], -100, 100, 1), ints([6], 0, 40, 2)];
    await expectAgreement(
      (x, y) => [np.bitwiseAnd(x.ref, y.ref), np.bitwiseOr(x.ref, y.ref), np.bitwiseXor(x, y)],
      [a, b],
      0,
    );
    await expectAgreement(
      (x, y) => [np.leftShift(x.ref, y.ref), np.bitwiseCount(x), np.bitwiseNot(y)],
      [a, b],
      0,
    );
    const key = { data: Uint32Array.from([0, 42]), shape: [2] };
    await expectAgreement((k) => jaxRandom.bits(k, [3, 2]), [key], 0);
    await expectAgreement((k) => jaxRandom.uniform(k, [5]), [key], 0);
    await expectAgreement((k) => jaxRandom.normal(k, [5]), [key]);
    const words = {
      data: Uint32Array.from([0, 1, 0x80000000, 0x3f800000, 0x7f800000, 0xff800000, 0x7fc00000, 0xc0490fdb]),
      shape: [8],
    };
    await expectAgreement((x) => lax.bitcastConvertType(x, DType.Float32), [words], 0);
  });
});

describe("movement", () => {
  const x = random([2, 3, 4], 7);
  const moves: Record<string, (x: np.Array) => np.Array> = {
    transpose: (x) => np.transpose(x, [2, 0, 1]),
    "transpose and merge": (x) => np.transpose(x, [1, 0, 2]).reshape([6, 4]),
    "broadcast and merge": (x) => np.broadcastTo(x.reshape([2, 1, 12]), [2, 5, 12]).reshape([10, 12]),
    "split an axis": (x) => x.reshape([2, 3, 2, 2]).transpose([3, 1, 0, 2]),
    repeat: (x) => np.repeat(x, 3, 1),
    tile: (x) => np.tile(x, [2, 1, 3]),
    flip: (x) => np.flip(x, [0, 2]),
    "flip of a transpose": (x) => np.flip(x.transpose([2, 1, 0]), 0),
    pad: (x) =>
      np.pad(x, [
        [0, 1],
        [2, 0],
        [1, 1],
      ]),
    shrink: (x) => x.slice([1, 2], [0, 2], [1, 3]),
    "shrink of a broadcast": (x) => np.broadcastTo(x.slice(0, 0), [5, 4]).slice([1, 3], [2, 4]),
    diagonal: (x) => np.diagonal(x, 0, 1, 2),
    roll: (x) => np.roll(x, 1, 1),
    squeeze: (x) => x.slice([0, 1]).reshape([3, 1, 4]).transpose([2, 1, 0]),
    cumsum: (x) => np.cumsum(x, 1),
    tril: (x) => np.tril(x),
  };
  for (const [name, f] of Object.entries(moves)) {
    test(`${name} is jax-js's, its gradient too`, async () => {
      await expectAgreement(f, [x]);
      await expectAgreement(gradientOf(f, 0), [x]);
      await expectAgreement(
        gradientOf((x) => np.sin(f(x.mul(2))).mul(2), 0),
        [x],
      );
    });
  }
  test("concatenate and split are jax-js's, their gradients too", async () => {
    const f = (x: np.Array, y: np.Array) => np.concatenate([x, y.mul(2)], 1);
    await expectAgreement(f, [x23, random([2, 5])]);
    await expectAgreement(gradientOf(f, 0), [x23, random([2, 5])]);
    await expectAgreement((x) => np.split(x, [1, 3], 2), [x]);
    await expectAgreement(
      grad((x: np.Array) => {
        const [a, b] = np.split(x, 2, 2);
        return a.mul(np.sin(b)).sum();
      }),
      [x],
    );
  });
  test("axes of length one and scalars move as any others", async () => {
    for (const shape of [
      [1, 1],
      [1, 3],
      [3, 1],
      [1, 1, 1],
    ]) {
      await expectAgreement((x) => np.transpose(x).add(1), [random(shape)]);
      await expectAgreement((x) => np.broadcastTo(x, [...shape.slice(0, -1), 3]).sum(0), [random(shape)]);
      await expectAgreement((x) => x.ref.reshape([x.size]).mul(2), [random(shape)]);
    }
    await expectAgreement((x) => np.broadcastTo(x, [2, 2]), [random([])]);
  });
});

describe("reductions", () => {
  const x = random([2, 3, 4], 8);
  for (const axis of [[0], [1], [2], [0, 2], [0, 1, 2]]) {
    test(`sum, mean, max, min, prod over ${axis} are jax-js's, their gradients too`, async () => {
      for (const f of [
        (x: np.Array) => x.sum(axis),
        (x: np.Array) => x.mean(axis, { keepdims: true }),
        (x: np.Array) => x.max(axis),
        (x: np.Array) => x.min(axis),
        (x: np.Array) => x.prod(axis),
        (x: np.Array) => x.transpose([2, 0, 1]).sum(axis),
        (x: np.Array) => nn.logsumexp(x, axis),
        (x: np.Array) => np.var_(x, axis),
      ]) {
        await expectAgreement(f, [x]);
        await expectAgreement(gradientOf(f, 0), [x], 1e-4);
      }
    });
  }
  test("a sum over repeated elements multiplies", async () => {
    const f = (x: np.Array) => np.broadcastTo(x.reshape([2, 1, 3]), [2, 5, 3]);
    await expectAgreement((x) => f(x).sum([1]), [x23]);
    await expectAgreement((x) => f(x).prod([1]), [x23]);
    await expectAgreement((x) => f(x).max([1, 2]), [x23]);
    await expectAgreement((x) => f(x).sum(), [x23]);
  });
  test("argmax, argmin, softmax, one-hot, sort, argsort are jax-js's", async () => {
    await expectAgreement((x) => [np.argmax(x.ref, 1), np.argmin(x, 0)], [x23]);
    await expectAgreement((x) => nn.softmax(x), [x23]);
    await expectAgreement((x) => nn.oneHot(x, 5), [ints([4], 0, 5)]);
    await expectAgreement((x) => [np.sort(x.ref, 0), np.sort(x.ref, -1), np.argsort(x, 1)], [random([5, 7])]);
    await expectAgreement((x) => [np.sort(x.ref), np.argsort(x)], [ints([20], 0, 5)]);
    const words = { data: Uint32Array.from([4294967295, 3, 2147483648, 2147483647]), shape: [4] };
    await expectAgreement((x) => [np.sort(x.ref), x.ref.min(), x.max()], [words]);
    await expectAgreement((x) => [np.sort(x.ref), np.argsort(x)], [tensor([3, Number.NaN, 1, -Infinity, 2])]);
    await expectAgreement(
      gradientOf((x) => np.sort(x), 0),
      [random([3, 5])],
    );
  });
});

describe("products", () => {
  const cases: [number[], number[]][] = [
    [[3], [3]],
    [[2, 3], [3]],
    [[3], [3, 4]],
    [
      [2, 3],
      [3, 4],
    ],
    [
      [5, 2, 3],
      [3, 4],
    ],
    [
      [5, 2, 3],
      [5, 3, 4],
    ],
    [
      [2, 3],
      [5, 3, 4],
    ],
    [
      [5, 1, 2, 3],
      [4, 3, 2],
    ],
    [
      [1, 3],
      [3, 1],
    ],
    [
      [2, 1],
      [1, 4],
    ],
    [[4, 5, 3], [3]],
  ];
  for (const [a, b] of cases) {
    test(`[${a}] x [${b}] is jax-js's, its gradients too`, async () => {
      const f = (x: np.Array, y: np.Array) => np.matmul(x, y);
      await expectAgreement(f, [random(a, 1), random(b, 2)]);
      for (const k of [0, 1]) await expectAgreement(gradientOf(f, k), [random(a, 1), random(b, 2)], 1e-4);
    });
  }
  test("operands contract in whatever order their axes lie", async () => {
    const transposes: [number[], number[], (x: np.Array, y: np.Array) => np.Array][] = [
      [[2, 3], [4, 3], (x, y) => np.matmul(x, y.transpose())],
      [[3, 2], [4, 3], (x, y) => np.matmul(x.transpose(), y.transpose())],
      [[2, 3], [3, 4], (x, y) => np.matmul(x, y).transpose()],
      [[5, 2, 3], [5, 4, 3], (x, y) => np.matmul(x, y.transpose([0, 2, 1]))],
      [[3, 5, 2], [4, 3, 5], (x, y) => np.matmul(x.transpose([1, 2, 0]), y.transpose([2, 1, 0]))],
      [
        [2, 3, 4],
        [5, 4, 3],
        (x, y) =>
          np.tensordot(x, y, [
            [1, 2],
            [2, 1],
          ]),
      ],
      [[2, 3, 4], [3, 5], (x, y) => np.tensordot(x, y, [[1], [0]])],
      [[2, 3], [2, 3], (x, y) => np.vecdot(x, y)],
      [[2], [3], (x, y) => np.outer(x, y)],
      [[2, 1, 3], [2, 3, 4], (x, y) => np.matmul(x, y)],
    ];
    for (const [a, b, f] of transposes) {
      await expectAgreement(f, [random(a, 1), random(b, 2)]);
      for (const k of [0, 1]) await expectAgreement(gradientOf(f, k), [random(a, 1), random(b, 2)], 1e-4);
    }
  });
  test("integer matrices multiply", () =>
    expectAgreement((x, y) => np.matmul(x, y), [ints([2, 3], -5, 5), ints([3, 4], -5, 5)]));
  test("a matrix times itself, a Gram matrix and a quadratic form", async () => {
    await expectAgreement((x) => np.matmul(x.ref, x.transpose()), [x23]);
    await expectAgreement(
      gradientOf((x) => np.matmul(x.ref.transpose(), x), 0),
      [x23],
    );
  });
  test("vmap and jit inside a function are inlined", async () => {
    const f = (x: np.Array, w: np.Array) =>
      vmap((row: np.Array) => jit((r: np.Array) => np.matmul(r, w.ref))(row), 0)(x);
    await expectAgreement(
      (x, w) => {
        const y = f(x, w.ref);
        w.dispose();
        return y;
      },
      [x23, random([3, 4])],
    );
  });
});

describe("gather and scatter", () => {
  const table = random([5, 3, 4], 9);
  test("indices along one axis, several axes, and separated axes", async () => {
    const [i, j] = [ints([2, 6], 0, 5, 1), ints([6], 0, 3, 2)];
    const cases: ((x: np.Array, i: np.Array, j: np.Array) => np.Array)[] = [
      (x, i, j) => x.slice(i).add(j.sum()),
      (x, i, j) => x.slice([], j).add(i.sum()),
      (x, i, j) => x.slice(i, j),
      (x, i, j) => x.slice(i, [], j),
      (x, i, j) => np.take(x, i, 0).add(j.sum()),
      (x, i, j) => x.transpose([1, 2, 0]).slice([], [], i).add(j.sum()),
    ];
    for (const f of cases) {
      await expectAgreement(f, [table, i, j]);
      await expectAgreement(gradientOf(f, 0), [table, i, j]);
    }
  });
  test("repeated indices add up in the gradient", async () => {
    const at = { data: Int32Array.from([0, 0, 2, 0]), shape: [4] };
    await expectAgreement(
      gradientOf((x, i) => np.take(x, i, 0), 0),
      [random([3, 2]), at],
    );
  });
  test("takeAlongAxis picks one entry a row", async () => {
    await expectAgreement((x, i) => np.takeAlongAxis(x, i, 1), [x23, ints([2, 1], 0, 3)]);
    await expectAgreement(
      gradientOf((x, i) => np.takeAlongAxis(x, i, 1), 0),
      [x23, ints([2, 1], 0, 3)],
    );
  });
});

const noPadding: [number, number][] = [
  [0, 0],
  [0, 0],
];

interface ConvOptions {
  strides?: number[];
  padding?: [number, number][];
  lhsDilation?: number[];
  rhsDilation?: number[];
}

describe("convolution and pooling", () => {
  const image = random([2, 3, 7, 6], 1);
  const kernel = random([4, 3, 3, 2], 2);
  const options: [string, ConvOptions][] = [
    ["plainly", {}],
    ["with strides", { strides: [2, 1] }],
    [
      "with asymmetric padding",
      {
        padding: [
          [1, 0],
          [2, 1],
        ],
      },
    ],
    [
      "with negative padding",
      {
        padding: [
          [-1, 2],
          [0, -1],
        ],
      },
    ],
    ["with dilated kernel", { rhsDilation: [2, 3] }],
    [
      "with dilated image",
      {
        lhsDilation: [2, 3],
        padding: [
          [1, 1],
          [0, 2],
        ],
      },
    ],
    [
      "with all of it",
      {
        strides: [2, 3],
        padding: [
          [2, 1],
          [1, 3],
        ],
        lhsDilation: [2, 1],
        rhsDilation: [1, 2],
      },
    ],
  ];
  for (const [how, { strides = [1, 1], padding = noPadding, ...rest }] of options) {
    test(`convolves ${how} as jax-js does, its gradients too`, async () => {
      const f = (x: np.Array, k: np.Array) => lax.convGeneralDilated(x, k, strides, padding, rest);
      await expectAgreement(f, [image, kernel], 1e-4);
      for (const k of [0, 1]) await expectAgreement(gradientOf(f, k), [image, kernel], 1e-3);
    });
  }
  test("one and three spatial axes, and none", async () => {
    const f = (n: number) => (x: np.Array, k: np.Array) =>
      lax.convGeneralDilated(x, k, Array(n).fill(1), Array<[number, number]>(n).fill([1, 1]));
    await expectAgreement(f(1), [random([2, 3, 9]), random([4, 3, 3])], 1e-4);
    await expectAgreement(f(3), [random([1, 2, 4, 5, 3]), random([3, 2, 2, 3, 2])], 1e-4);
    await expectAgreement(f(0), [random([2, 3]), random([4, 3])], 1e-4);
  });
  test("groups and mapped axes become groups of channels", async () => {
    const f = (x: np.Array, k: np.Array) =>
      lax.convGeneralDilated(
        x,
        k,
        [1, 1],
        [
          [1, 1],
          [0, 0],
        ],
        { featureGroupCount: 2 },
      );
    await expectAgreement(f, [random([2, 4, 5, 5]), random([6, 2, 3, 3])], 1e-4);
    for (const k of [0, 1])
      await expectAgreement(gradientOf(f, k), [random([2, 4, 5, 5]), random([6, 2, 3, 3])], 1e-3);
    const g = vmap((x: np.Array, k: np.Array) => lax.convGeneralDilated(x, k, [1], [[0, 0]]), 0);
    await expectAgreement((x, k) => g(x, k), [random([3, 2, 2, 6]), random([3, 4, 2, 3])], 1e-4);
    const h = vmap((x: np.Array, k: np.Array) => lax.convGeneralDilated(x, k, [1], [[0, 0]]), [0, null]);
    await expectAgreement((x, k) => h(x, k), [random([3, 2, 2, 6]), random([4, 2, 3])], 1e-4);
  });
  test("float64 and integers convolve without a Conv kernel", async () => {
    const f = (x: np.Array, k: np.Array) =>
      lax.convGeneralDilated(
        x,
        k,
        [2, 1],
        [
          [1, 1],
          [0, 1],
        ],
        { rhsDilation: [1, 2] },
      );
    const wide = (t: typeof image) => ({ data: Float64Array.from(t.data), shape: t.shape });
    await expectAgreement(f, [wide(image), wide(kernel)], 1e-12);
    for (const k of [0, 1]) await expectAgreement(gradientOf(f, k), [wide(image), wide(kernel)], 1e-5);
    await expectAgreement(f, [ints([1, 2, 5, 5], -4, 4), ints([3, 2, 3, 2], -4, 4)]);
  });
  for (const [window, strides] of [
    [
      [2, 2],
      [2, 2],
    ],
    [
      [3, 2],
      [1, 1],
    ],
    [
      [2, 3],
      [3, 2],
    ],
    [
      [1, 1],
      [2, 2],
    ],
    [
      [2, 2],
      [2, 3],
    ],
  ]) {
    test(`pools windows of ${window} at strides ${strides} as jax-js does, gradients too`, async () => {
      const max = (x: np.Array) => lax.reduceWindow(x, np.max as never, window, strides);
      const sum = (x: np.Array) => lax.reduceWindow(x, np.sum as never, window, strides);
      for (const f of [max, sum]) {
        await expectAgreement(f as never, [image]);
        await expectAgreement(gradientOf(f as never, 0), [image], 1e-4);
      }
    });
  }
});

describe("linear algebra", () => {
  const spd = (x: np.Array) => np.matmul(x.ref, np.matrixTranspose(x)).add(np.eye(x.shape.at(-1)!).mul(3));
  test("cholesky, solves and log-determinants are jax-js's, their gradients too", async () => {
    for (const shape of [
      [4, 4],
      [1, 1],
      [2, 3, 3],
    ]) {
      const f = (x: np.Array) => np.linalg.cholesky(spd(x));
      await expectAgreement(f, [random(shape)], 1e-4);
      await expectAgreement(gradientOf(f, 0), [random(shape)], 1e-3);
    }
    const solve = (a: np.Array, b: np.Array) =>
      lax.linalg.triangularSolve(a, b, { leftSide: true, lower: true });
    const lower = (x: np.Array) => np.tril(x).add(np.eye(4).mul(3));
    await expectAgreement((a, b) => solve(lower(a), b), [random([4, 4]), random([4, 2], 2)], 1e-4);
    for (const k of [0, 1])
      await expectAgreement(
        gradientOf((a, b) => solve(lower(a), b), k),
        [random([4, 4]), random([4, 2], 2)],
        1e-3,
      );
  });
});

test("a primitive that cannot be compiled is refused by name, with its equation", async () => {
  const { toOnnx } = await import("../src/toOnnx.ts");
  const compile = toOnnx((x: np.Array) => np.linalg.det(x), [random([3, 3])]);
  await expect(compile).rejects.toThrow(/no rule for the primitive lu, got .* = lu/);
  const view = toOnnx((x: np.Array) => lax.bitcastConvertType(x, DType.Int32), [random([3])]);
  await expect(view).rejects.toThrow("lower: bitcast: only integers can be read as other types");
  const half = toOnnx((x: np.Array) => x.astype("float16" as never), [random([3])]);
  await expect(half).rejects.toThrow(/float16/);
});

test("vjp of a function with auxiliary state compiles", () =>
  expectAgreement(
    (x: np.Array) => {
      const [y, back] = vjp((v: np.Array) => np.tanh(v), [x]) as unknown as [
        np.Array,
        (ct: np.Array) => [np.Array],
      ];
      return [y.ref, back(y)[0]];
    },
    [x23],
  ));
