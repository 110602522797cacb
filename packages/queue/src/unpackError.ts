import type { PackedError } from "./messages.ts";

const builtIn = new Map(
  [EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError].map((kind) => [kind.name, kind]),
);

/** Restores an error packed by `packError`: of its own class if that is built in, else an Error with its name. */
export function unpackError({ name, message, stack }: PackedError): Error {
  const error = new (builtIn.get(name) ?? Error)(message);
  // Not enumerable, as in errors of a class.
  if (error.name !== name)
    Object.defineProperty(error, "name", { value: name, writable: true, configurable: true });
  if (stack !== undefined) error.stack = stack;
  return error;
}
