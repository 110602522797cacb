import type { Remark } from "./remarks.ts";

/** Data that an estimator cannot work with: a RangeError for developers, and what is wrong with them as a remark. */
export class DataError extends RangeError {
  override readonly name = "DataError";
  readonly remark: Remark;

  constructor(message: string, remark: Remark) {
    super(message);
    this.remark = remark;
  }
}
