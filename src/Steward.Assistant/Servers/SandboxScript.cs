namespace Steward.Assistant;

/// <summary>
/// What is done within new namespaces before the program begins: it gets a root of its own with nothing in it but the system's programs to be
/// read, an empty /tmp, and its folder. The data folder, other people's files and all sockets are not there.
/// </summary>
internal static class SandboxScript
{
    /// <summary>Where the program finds its folder.</summary>
    public const string Folder = "/folder";

    /// <summary>Given to <c>sh -c</c>, then: the new root, the program's folder, its user or -, what it may read, --, the command.</summary>
    public const string Text = """
        set -eu
        root=$1 files=$2 user=$3
        shift 3
        if [ "$user" != - ]; then chown "$user:$user" "$files"; fi
        mount -t tmpfs -o mode=755,size=4m,nr_inodes=4k steward "$root"
        cd "$root"
        mkdir proc dev etc tmp folder
        mount -t tmpfs -o mode=1777,size=64m,nr_inodes=16k,nosuid,nodev steward tmp
        while [ "$1" != -- ]; do
            mkdir -p ".${1%/*}"
            if [ -L "$1" ]; then
                ln -s "$(readlink "$1")" ".$1"
            elif [ -d "$1" ]; then
                mkdir -p ".$1"
                mount --rbind "$1" ".$1"
                mount -o remount,bind,ro,nosuid,nodev ".$1"
            elif [ -f "$1" ]; then
                : > ".$1"
                mount --bind "$1" ".$1"
                mount -o remount,bind,ro,nosuid,nodev ".$1"
            fi
            shift
        done
        shift
        for device in null zero random urandom; do
            : > "dev/$device"
            mount --bind "/dev/$device" "dev/$device"
        done
        mount -t proc -o nosuid,nodev,noexec proc proc
        mount --bind "$files" folder
        mount -o remount,bind,nosuid,nodev folder
        mount -o remount,bind,ro .
        exec chroot . "$@"
        """;

    /// <summary>What every program may read, where it is there.</summary>
    public static readonly string[] System =
    [
        "/usr",
        "/bin",
        "/sbin",
        "/lib",
        "/lib32",
        "/lib64",
        "/libx32",
        "/etc/alternatives",
        "/etc/ca-certificates",
        "/etc/crypto-policies",
        "/etc/group",
        "/etc/hosts",
        "/etc/ld.so.cache",
        "/etc/localtime",
        "/etc/nsswitch.conf",
        "/etc/passwd",
        "/etc/pki",
        "/etc/resolv.conf",
        "/etc/ssl",
    ];
}
