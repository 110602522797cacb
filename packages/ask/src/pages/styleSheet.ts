/** The style sheet: one column of text, pictures that wrap, tables that scroll sideways on a phone. */
export const styleSheet = `
:root { color-scheme: light; }
body { margin: 0; background: #fff; color: #1b1b1b; font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 1080px; margin: 0 auto; padding: 24px 20px 48px; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 16px; overflow-wrap: anywhere; }
h2 { font-size: 1.3rem; line-height: 1.3; margin: 40px 0 8px; padding-top: 20px; border-top: 1px solid #ddd; }
h3 { font-size: 1rem; margin: 28px 0 6px; }
p, ul { max-width: 72ch; overflow-wrap: anywhere; }
.answer { font-size: 1.2rem; margin: 8px 0 16px; }
.small { font-size: .875rem; color: #555; margin: 4px 0; }
.warnings { border-left: 4px solid #E69F00; background: #fff8e8; padding: 10px 16px; margin: 16px 0; max-width: 76ch; }
.warnings ul { margin: 4px 0 0; padding-left: 20px; }
.wide { overflow-x: auto; margin: 12px 0; }
table { border-collapse: collapse; font-size: .9375rem; }
th, td { text-align: left; padding: 6px 14px 6px 0; border-bottom: 1px solid #e4e4e4; vertical-align: top; }
th { font-weight: 600; white-space: nowrap; }
td.name { white-space: nowrap; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.pictures { display: flex; flex-wrap: wrap; gap: 12px; align-items: flex-start; }
figure { margin: 0; width: 340px; max-width: 100%; }
figure.estimates { width: 680px; margin: 16px 0 4px; overflow-x: auto; }
figure.rows { width: 480px; }
figure.estimates svg { min-width: 560px; }
figcaption { font-weight: 600; font-size: .875rem; }
figure svg { display: block; width: 100%; height: auto; }
.key { display: inline-block; margin-right: 14px; }
.key i { display: inline-block; width: 22px; border-top: 3px solid; vertical-align: middle; margin-right: 6px; }
pre { background: #f5f5f5; padding: 10px 12px; overflow-x: auto; font-size: .875rem; white-space: pre-wrap; overflow-wrap: anywhere; }
footer { margin-top: 40px; padding-top: 12px; border-top: 1px solid #ddd; font-size: .875rem; color: #555; }
footer p { margin: 6px 0; }
@media (max-width: 480px) { main { padding: 16px 14px 32px; } h1 { font-size: 1.35rem; } .answer { font-size: 1.1rem; } figure { width: 100%; } }
`;
