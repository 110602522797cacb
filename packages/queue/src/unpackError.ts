import type { PackedError } from "./messages.ts";

const builtIn = new Map(
  [EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError].map((kind) => [kind.name, kind]),
);

/** The error that `packError` packed: of its own class if that is built in, otherwise an Error of its name. */
export function unpackError({ name, message, stack }: PackedError): Error {
  const error = new (builtIn.get(name) ?? Error)(message);
  // As with an error of a class, the name is not among the error's own enumerable properties.
  if (error.name !== name)
    Object.defineProperty(error, "name", { value: name, writable: true, configurable: true });
  if (stack !== undefined) error.stack = stack;
  return error;
}
