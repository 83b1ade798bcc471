import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { rdjson } from '../../src/report/rdjson.js';
import { type Result, resultOf } from '../../src/report/result.js';
import { exec, KEPT, makeWorld, type World } from '../support/world.js';
import { HOSTILE, hostileResult } from '../unit/report/hostile.js';
import { finding, report } from '../unit/report/sample.js';

/** Reads rdjson as reviewdog does, into its own types, and says what came of it. */
const READER = `package main

import (
	"fmt"
	"os"

	"github.com/reviewdog/reviewdog/proto/rdf"
	"google.golang.org/protobuf/encoding/protojson"
)

func main() {
	for _, name := range os.Args[1:] {
		text, err := os.ReadFile(name)
		var result rdf.DiagnosticResult
		if err == nil {
			err = protojson.Unmarshal(text, &result)
		}
		if err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		for _, each := range result.Diagnostics {
			fmt.Printf("%s %q %d %s\\n", each.Severity, each.Location.Path, each.Location.GetRange().GetStart().GetLine(), each.Code.Value)
		}
	}
}
`;
const MODULE = `module reader

go 1.26

require (
	github.com/reviewdog/reviewdog v0.21.3
	google.golang.org/protobuf v1.36.12
)
`;

let world: World;
let reader: string;

beforeAll(async () => {
  world = makeWorld();
  const folder = join(world.folder, 'reader');
  mkdirSync(folder);
  writeFileSync(join(folder, 'go.mod'), MODULE);
  writeFileSync(join(folder, 'main.go'), READER);
  reader = join(KEPT, 'rdjson-reader');
  const built = await exec('go', ['build', '-mod=mod', '-modcacherw', '-o', reader, '.'], { cwd: folder, env: world.env });
  if (built.code !== 0) throw new Error(`the reader could not be built:\n${built.stderr}`);
}, 600_000);
afterAll(() => world.remove());

async function read(...results: Result[]): Promise<string[]> {
  const files = results.map((result, at) => {
    const file = join(world.folder, `${at}.json`);
    writeFileSync(file, rdjson(result));
    return file;
  });
  const { code, stdout } = await exec(reader, files);
  expect({ code, stdout: code === 0 ? '' : stdout }).toEqual({ code: 0, stdout: '' });
  return stdout.trimEnd().split('\n');
}

it("rdjson is read by reviewdog's own types, and says there what was said here", async () => {
  const location = { file: 'a b/ci.yml', line: 7, endLine: 8 };
  expect(await read(resultOf(report({ findings: [finding({ location }), finding({ level: 'note', cause: 'trimpath' })] })))).toEqual([
    'ERROR "a b/ci.yml" 7 debug-info-stripped',
    'INFO "delve-gate.yml" 0 trimpath',
  ]);
});

it('rdjson of hostile values is read by them, too', async () => {
  expect(await read(...HOSTILE.map((text) => hostileResult(text)))).toHaveLength(HOSTILE.length * 4);
});
