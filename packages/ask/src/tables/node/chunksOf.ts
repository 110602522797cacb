import type { DuckDBConnection, DuckDBDataChunk } from "@duckdb/node-api";

/** Rows of a query: the first `rows` of a DuckDB chunk. */
export interface Chunk {
  readonly chunk: Pick<DuckDBDataChunk, "getColumnVector">;
  readonly rows: number;
}

/**
 * The rows of a query in order, in chunks of at most 2,048.
 *
 * DuckDB ends a failed stream like a complete one. The query therefore appends a marker row. If the marker is missing, an
 * aggregate over the same rows is run, which throws the error.
 *
 * @param columns of the result, as SQL
 * @param select makes the query from its columns
 * @throws DuckDB's error for a row that cannot be read; the signal's reason
 */
export async function* chunksOf(
  connection: Pick<DuckDBConnection, "stream" | "run">,
  columns: readonly string[],
  select: (columns: string) => string,
  signal?: AbortSignal,
): AsyncGenerator<Chunk> {
  const rows = select([...columns, "true"].join(", "));
  const end = [...columns.map(() => "NULL"), "false"].join(", ");
  const result = await connection.stream(`(${rows}) UNION ALL (SELECT ${end})`);
  let read = 0;
  let ended = false;
  for (;;) {
    const chunk = await result.fetchChunk();
    // Interrupting the connection also ends the stream.
    signal?.throwIfAborted();
    if (!chunk || chunk.rowCount === 0) break;
    ended = chunk.getColumnVector(columns.length).getItem(chunk.rowCount - 1) === false;
    const rows = chunk.rowCount - (ended ? 1 : 0);
    read += rows;
    yield { chunk, rows };
  }
  if (ended) return;
  await connection.run(select(columns.map((column) => `max(${column})`).join(", ")));
  throw new Error(`reading broke off after ${read} rows`);
}
