/** The code of what keeps a file from being read. */
export function problemOf(error: NodeJS.ErrnoException): string {
  // Node decodes names as UTF-8: a name in another encoding comes out with this sign, and opens nothing.
  if (error.code === "ENOENT" && error.path?.includes("\uFFFD")) return "name-not-utf8";
  if (error.code === "ELOOP") return "link-loop";
  if (error.code === "ENOENT" || error.code === "ENOTDIR") return "file-missing";
  if (error.code === "EACCES" || error.code === "EPERM") return "no-permission";
  return "file-unreadable";
}

export function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && typeof (error as NodeJS.ErrnoException).code === "string" && "syscall" in error;
}
