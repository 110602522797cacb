import type { Remark } from "./remarks.ts";

/**
 * Thrown for data that an estimator cannot use. The message is for developers; `remark` holds the same fact as data.
 */
export class DataError extends RangeError {
  override readonly name = "DataError";
  readonly remark: Remark;

  constructor(message: string, remark: Remark) {
    super(message);
    this.remark = remark;
  }
}
