import { escapeHtml } from "../words/escapeHtml.ts";
import { styleSheet } from "./styleSheet.ts";

/**
 * A self-contained HTML file.
 *
 * @param title as text; also the heading of the page
 * @param main HTML below the heading
 * @param style CSS rules besides the style sheet, each ending with a line break
 */
export function htmlDocument(title: string, main: string, style = ""): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} · natwise</title>
<style>${styleSheet}${style === "" ? "" : `\n${style}`}</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
${main}
</main>
</body>
</html>
`;
}
