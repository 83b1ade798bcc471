import { describe, expect, it } from '@jest/globals';
import { readIdea } from '../../../../../src/facts/repository/settings/idea.js';
import { fileOf, told } from './told.js';

const read = (text: string) => readIdea(fileOf(text, '.idea/workspace.xml')).map(told);
const project = (text: string) => read(`<?xml version="1.0"?>\n<project version="4">\n${text}\n</project>`);

describe('a file of .idea', () => {
  it.each([
    ['  <component name="GOROOT" url="file:///usr/local/go" />', "3:3 GOROOT=/usr/local/go (tools) the IDE's Go SDK |"],
    ['<component name="GOROOT" path="/opt/go" />', "3:1 GOROOT=/opt/go (tools) the IDE's Go SDK |"],
    ['<component name="GOROOT" url="file://$USER_HOME$/sdk/go1.26" />', "3:1 GOROOT=?$USER_HOME$/sdk/go1.26 (tools) the IDE's Go SDK |"],
    [
      '<component name="GoLibraries">\n<option name="urls"><list>\n<option value="file://$PROJECT_DIR$/gopath" />\n</list></option></component>',
      "5:1 GOPATH=?$PROJECT_DIR$/gopath (tools) the project's GOPATH in the IDE |",
    ],
    [
      '<component name="VgoProject"><environment><map>\n<entry key="GOPROXY" value="direct" />\n</map></environment></component>',
      "4:1 GOPROXY=direct (tools) the IDE's Go modules |",
    ],
    [
      '<component name="RunManager"><configuration name="web" type="GoApplicationRunConfiguration"><envs>\r\n<env name="GOOS" value="js" />\r\n</envs></configuration></component>',
      '4:1 GOOS=js (debuggee) run configuration "web" |',
    ],
  ])('%j', (text, expected) => {
    expect(project(text)).toEqual([expected]);
  });

  it.each([
    '<component name="GOROOT" />',
    '<component name="GoLibraries"><option name="indexEntireGoPath" value="true" /></component>',
    '<component name="RunManager"><configuration type="Python"><envs><env name="GOOS" value="js" /></envs></configuration></component>',
    '<!-- <component name="GOROOT" url="file:///x" /> -->',
    '<env name="GOOS" value="js" />',
  ])('sets nothing: %j', (text) => {
    expect(project(text)).toEqual([]);
  });

  it.each([
    ['no XML', 'GOROOT'],
    ['an element that never ends', '<project><component name="GOROOT"'],
    ['elements nested deep', '<a>'.repeat(50_000)],
    ['entities that grow', '<!DOCTYPE a [<!ENTITY b "GOROOT"><!ENTITY c "&b;&b;">]>\n<a>&c;</a>'],
    ['quotes that do not close', `<a b="${'x'.repeat(200_000)}`],
  ])('that is %s is refused', (_, text) => {
    expect(() => read(text)).toThrow();
  });
});
