//go:build tools

// Package tools pins the Node.js language host that is laid beside a CLI built from modules.
package tools

import _ "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs"
