import { expect, test } from '@jest/globals';
import { goImage } from '../../../../../src/facts/repository/versions/image.js';
import { describeRange } from '../../../../../src/match/go-range.js';

test.each([
  ['golang:1.26', '1.26.x', false],
  ['golang:1.26.8-alpine3.22', '1.26.8', false],
  ['golang:1.26-rc-bookworm', '1.26 to below 1.26.0', false],
  ['golang:1.27rc1', '1.27rc1', false],
  ['golang:1', 'the newest', false],
  ['golang', 'the newest', false],
  ['golang:latest', 'the newest', false],
  ['golang:alpine', 'the newest', false],
  ['golang:alpine3.22', 'the newest', false],
  ['golang:bookworm', 'the newest', false],
  ['golang:windowsservercore-ltsc2022', 'the newest', false],
  ['golang:1.26.6@sha256:0d1d3a79', '1.26.6', false],
  ['docker.io/library/golang:1.26', '1.26.x', false],
  ['public.ecr.aws/docker/library/golang:1.25', '1.25.x', false],
  ['registry.example.com:5000/mirror/golang:1.26', '1.26.x', false],
  ['registry.gitlab.example.com/group/golang:1.24.3-ci', '1.24.3', false],
  ['us-docker.pkg.dev/x/go-boringcrypto/golang:1.18.10b7@sha256:b9b5', '1.18.10', false],
  ['registry.access.redhat.com/ubi9/go-toolset:1.26', '1.26.x', false],
  ['registry.ci.openshift.org/ocp/builder:rhel-9-golang-1.26-openshift-4.22', '1.26.x', false],
  ['ghcr.io/goreleaser/goreleaser-cross:v1.26.1', '1.26.1', false],
  ['cimg/go:1.26.8', '1.26.8', true],
  ['mcr.microsoft.com/devcontainers/go:1-1.26-bookworm', '1.26.x', false],
  ['mcr.microsoft.com/devcontainers/go:dev-1.26', '1.26.x', false],
  ['mcr.microsoft.com/devcontainers/go:2.0.5-1.26', '1.26.x', false],
  ['mcr.microsoft.com/devcontainers/go:1.26', '1.26.x', false],
  ['mcr.microsoft.com/devcontainers/go:1', 'the newest', false],
  ['mcr.microsoft.com/devcontainers/go:1-bookworm', 'the newest', false],
  ['mcr.microsoft.com/vscode/devcontainers/go:0-1.19', '1.19.x', false],
])('%s has Go %s', (image, range, switches) => {
  const said = goImage(image);
  expect(said?.range && describeRange(said.range)).toBe(range);
  expect(said?.switches).toBe(switches);
});

test.each([
  ['golang@sha256:0d1d3a79', 'a digest names no version'],
  ['golang:${GO_VERSION}', 'its tag is only known when it is built'],
  ['golang:tip-alpine', '"golang:tip-alpine" names no version of Go'],
])('%s has one that cannot be told: %s', (image, reason) => expect(goImage(image)).toMatchObject({ range: null, reason }));

test.each([
  'golang-builder',
  'alpine:3.22',
  'example.com/golang-tools:1.26',
  'node:20',
  'mongo:7',
  'example.com/go/app:1.26',
  'constructor',
  '',
])('%j is no image of Go', (image) => expect(goImage(image)).toBeUndefined());
