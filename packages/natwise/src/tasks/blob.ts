import { positiveInteger } from "../rows/positiveInteger.ts";
import type { RowMap } from "./rowMap.ts";

/**
 * Draws two columns as an image of size x size pixels with a blob of light: the columns are its place, in standard
 * deviations of the blob from the middle.
 *
 *   pixel(i, j) = exp(-((i - c_1)^2 + (j - c_2)^2) / (2 width^2)),   c = (size - 1) / 2 + width v
 *
 * It is one-to-one: the log ratio of two neighbouring pixels is a linear function of the place.
 *
 * @param size  pixels a side, 2 or more
 * @param width standard deviation of the blob, in pixels
 * @throws RangeError for a size below 2 and a width that is not above 0; TypeError for rows of more or fewer columns
 *   than two
 */
export function blob({
  size = 8,
  width = 1.2,
}: {
  readonly size?: number;
  readonly width?: number;
} = {}): RowMap {
  positiveInteger("blob", "size", size);
  if (size < 2) throw new RangeError(`blob: size must be 2 or more, got ${size}`);
  if (!(width > 0 && width < Number.POSITIVE_INFINITY))
    throw new RangeError(`blob: width must be above 0 and finite, got ${width}`);
  const middle = (size - 1) / 2;
  return {
    id: "blob",
    apply(row) {
      if (row.length !== 2) throw new TypeError(`blob: rows must have two columns, got ${row.length}`);
      const square = (pixel: number, v: number) => ((pixel - middle) / width - v) ** 2;
      return Float64Array.from({ length: size * size }, (_, at) =>
        Math.exp(-(square(Math.floor(at / size), row[0]) + square(at % size, row[1])) / 2),
      );
    },
    inverse(pixels) {
      // The brightest pixel and a neighbour inside the image: far pixels may be zero.
      const brightest = pixels.reduce((best, value, at) => (value > pixels[best] ? at : best), 0);
      const place = (pixel: number, stride: number) => {
        const step = pixel + 1 < size ? 1 : -1;
        const logRatio = Math.log(pixels[brightest + step * stride] / pixels[brightest]);
        return (width * logRatio) / step + (pixel + step / 2 - middle) / width;
      };
      return Float64Array.of(place(Math.floor(brightest / size), size), place(brightest % size, 1));
    },
  };
}
