export default {
  name: 'a limit of 64 open files, and a program that wants more',
  cause: 'open-files-limit',
  why: 'the limit of the shell holds for the program that dlv starts, too',
  break(machine) {
    machine.write(
      'main.go',
      'package main\n\nimport "os"\n\nfunc main() {\n\tvar files []*os.File\n\tfor range make([]int, 100) {\n\t\tfile, err := os.Open("go.mod")\n\t\tif err != nil {\n\t\t\tpanic(err)\n\t\t}\n\t\tfiles = append(files, file)\n\t}\n\twork(len(files))\n}\n\n//go:noinline\nfunc work(n int) { println(n) }\n',
    );
    machine.policy('smoke:\n  package: .\n  break: main.work\n');
    machine.after('ulimit -n 64');
  },
};
