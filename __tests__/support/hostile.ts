/** What somebody may write where a value is expected, each to break out of another place of a page. `pwned` tells when one of them ran. */
export const PAYLOADS = [
  '<script>window.pwned=1</script>',
  '"><img src=x onerror=window.pwned=1>',
  "'><svg/onload=window.pwned=1>",
  'x" autofocus onfocus=window.pwned=1 x="',
  'javascript:window.pwned=1',
  'https://evil.example/#https://github.com/delve-gate/delve-gate/blob/main/docs/x.md',
  'https://github.com/delve-gate/delve-gate/blob/main/docs/../../../../evil/x"onclick="window.pwned=1',
  '</style></title></textarea></noscript><script>window.pwned=1</script>',
  '</script><script>window.pwned=1</script><!--',
  '--><iframe src="https://evil.example/"></iframe>',
  '<base href="https://evil.example/"><link rel=stylesheet href=x.css><meta http-equiv=refresh content="0;url=https://evil.example/">',
  '<form action="https://evil.example/"><input name=level id=cards><button id=theme>x</button></form>',
  '${window.pwned=1}`;window.pwned=1;`',
  '{{constructor.constructor("window.pwned=1")()}}',
  ']]></code></pre></td></table></article></main><h1>pwned</h1>',
  '&lt;script&gt;window.pwned=1&lt;/script&gt; &#60;img src=x onerror=window.pwned=1&#62;',
  '![x](https://evil.example/x.png) [x](javascript:window.pwned=1) <https://evil.example> @octocat #1 $\\href{javascript:window.pwned=1}{x}$',
  '"]:::broken\n  click host href "javascript:window.pwned=1"\n  x["<img src=x onerror=window.pwned=1>',
  '```\n\n<img src=x onerror=window.pwned=1>\n\n```mermaid\nflowchart LR\n%%{init: {"securityLevel": "loose"}}%%\n',
  '|a|b|\n|-|-|\n::error::pwned\n# pwned\n- pwned',
  '\u202egnp.exe \u2066x\u2069 \u200b\u200f\ufeff\u0000\u001b[31m\u0007\u2028\u2029 \ud800',
  `z${'\u0301'.repeat(300)}`,
  '%22%3E%3Cscript%3Ewindow.pwned=1%3C/script%3E&leg=x#level=none',
  '__proto__',
];

/** What a report may hold but one of a few words in: they stay. */
const WORDS = new Set(['schema', 'verdict', 'link', 'level', 'confidence', 'change', 'status', 'how', 'from', 'where', 'source', 'state']);

/** A report with a payload wherever its schema takes any string, names of fields included where they are data. */
export function withPayload<T>(report: T, payload: string): T {
  return replaced(report, payload) as T;
}

function replaced(value: unknown, payload: string): unknown {
  if (typeof value === 'string') return payload;
  if (Array.isArray(value)) return value.map((each) => replaced(each, payload));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, WORDS.has(key) ? each : replaced(each, payload)]));
}
