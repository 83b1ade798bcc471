export const DELVE_MODULE = 'github.com/go-delve/delve';
export const DELVE_COMMAND = `${DELVE_MODULE}/cmd/dlv`;

/** One Delve release, as its own sources describe it. */
export interface DelveRelease {
  /** Without the `v`. */
  version: string;
  /** Date of the tag. */
  released: string;
  /** The oldest and newest Go minor whose programs it debugs (pkg/goversion/compat.go). */
  minGo: string;
  maxGo: string;
  /** The `go` line of its go.mod: the Go that builds it at least. */
  buildGo: string;
  /** The module's checksum in the form of go.sum (`h1:…`). */
  sum: string;
  /** GOOS/GOARCH that it supports (pkg/proc/native/support_sentinel*.go), with the build tag or `cgo` that it needs there. */
  platforms: Record<string, string>;
}
