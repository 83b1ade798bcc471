"use strict";
// The names are those of dist/cli, where scripts/build.mjs puts this and what it loads. CommonJS: Node starts it sooner, and what is over in
// a moment does not wait until all of the program is loaded.
const argv = process.argv.slice(2);
async function quickly() {
    if (argv[0] !== 'policy' || argv[1] !== 'test') return undefined;
    return require('./policy-test/index.js').startTest(argv.slice(1));
}
async function wholly() {
    const { main, rootOf } = await import('./main/index.js');
    return main(argv, rootOf(process.argv[1]));
}
quickly().then(async (code)=>{
    process.exitCode = code ?? await wholly();
});
