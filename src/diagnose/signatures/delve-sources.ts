import { likely, possible, type Signature, says, silent } from '../signature.js';
import { DELVE_SOURCES } from './context.js';
import { PROBES } from './probes.js';

/** What the compiler says of Delve's sources where Go is too old or too new for them, and of modules that it asks for. */
export const delveSourcesSignatures: readonly Signature[] = [
  {
    example: 'pkg/proc/fncall.go:292: undefined: sort.Slice',
    has: 'undefined: ',
    pattern:
      /\.go:\d{1,6}(?::\d{1,5})?: undefined: (?:strings|sort|constant|bytes|os|time|sync|atomic|bits|elf|dwarf|macho|pe|ast|types|filepath|context|errors|fmt|io|ioutil|math|net|http|reflect|runtime|strconv|unicode|bufio|slices|maps|cmp|signal|exec|debug|template|tabwriter|log|slog)\.\w{1,60}/,
    tells: [likely('go-too-old-to-build-dlv', says(DELVE_SOURCES))],
    decide: [PROBES.goVersionOnly],
    source: "a compile error in Delve's sources: the standard library lacks it",
  },
  {
    example: '/go/pkg/mod/github.com/go-delve/delve@v1.21.0/pkg/proc/eval.go:41:5: undefined: any',
    has: 'delve',
    pattern:
      /(?:go-delve|derekparker)[\\/]delve[^\n]{0,200}\.go:\d{1,6}(?::\d{1,5})?: (?:undefined: (?:any|comparable|min|max|clear)\b|undeclared name: (?:any|min|max)|syntax error: unexpected (?:\[|any|range)|type parameters|unknown field|invalid operation: [^\n]{0,80}shift|[^\n]{0,80}requires go1|cannot range over|embedding [^\n]{0,60}requires|[^\n]{0,80}only supported as of)/,
    tells: [likely('go-too-old-to-build-dlv')],
    decide: [PROBES.goVersionOnly],
    source: "a compile error in Delve's sources: the language lacks it",
  },
  {
    example: 'pkg/dwarf/reader/variables.go:81: vrdr.dwarf.Ranges undefined (type *dwarf.Data has no field or method Ranges)',
    has: 'undefined (type',
    pattern:
      /undefined \(type \*?(?:dwarf|elf|macho|pe|ast|types|token|constant|time|strings|bytes|os|exec|net|reflect|big|debug|sync|atomic|http|tabwriter|filepath)\.\w{1,40} has no (?:field or )?method|\.go:\d{1,6}(?::\d{1,5})?: \S{1,80} undefined \(type$/,
    tells: [likely('go-too-old-to-build-dlv', says(DELVE_SOURCES))],
    decide: [PROBES.goVersionOnly],
    source:
      "a compile error in Delve's sources: a type of the standard library lacks it; a mail or a ticket may break the line behind `(type`",
  },
  {
    example: '/go/src/github.com/go-delve/delve/pkg/proc/bininfo.go:300:12: not enough arguments in call to dwarf.New',
    has: 'delve',
    pattern:
      /(?:go-delve|derekparker)[\\/]delve[\\/@](?![^\n]{0,200}undefined: \w{1,60}$)[^\n]{0,200}\.go:\d{1,6}(?::\d{1,5})?: (?!undefined: (?:ArchInst|archInst|Regs))\w/,
    tells: [possible('go-too-old-to-build-dlv', silent(/goroutine \d|panic: |_not_supported_by_delve/))],
    decide: [PROBES.goVersionOnly, PROBES.goPlatform],
    source: "another compile error in Delve's sources",
  },
  {
    example: 'golang.org/x/sys@v0.0.0-20200625/unix/syscall_darwin.1_13.go:25:3: //go:linkname must refer to declared function or variable',
    has: 'go:linkname must refer to declared',
    pattern: /go:linkname must refer to declared function or variable/,
    tells: [likely('dlv-too-old-for-go', says(/delve|\bdlv\b/))],
    decide: [PROBES.allDlv],
    source: 'Go 1.18 and later, with modules that an old Delve asks for',
  },
  {
    example: 'invalid array length -delta * delta (constant -256 of type int64)',
    has: 'invalid array length -delta * delta',
    pattern: /invalid array length -delta \* delta/,
    tells: [likely('dlv-too-old-for-go', says(/delve|\bdlv\b/))],
    decide: [PROBES.allDlv],
    source: 'Go 1.25 and later, with golang.org/x/tools that an old Delve asks for',
  },
];
