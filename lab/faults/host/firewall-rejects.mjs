export default {
  name: 'a packet filter that rejects connections to this machine itself',
  cause: 'firewall-blocks-dlv',
  why: 'a ruleset that lets few things in, and forgets the loopback interface',
  needs: ['nets', 'nft'],
  break: (machine) =>
    machine.within(
      ['-n'],
      `ip link set lo up
nft -f - <<'EOF'
table inet filter {
  chain input {
    type filter hook input priority filter; policy accept;
    tcp flags & (syn | ack) == syn reject with tcp reset
  }
}
EOF`,
    ),
};
