"""Start to first result of kernels, side by side; the same as `certbook bench kernel`."""

from certbook.cli.bench import bench

if __name__ == "__main__":
    bench(["kernel"])
