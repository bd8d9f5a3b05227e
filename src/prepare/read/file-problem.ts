/** The code of what keeps a file from being read. */
export function problemOf(error: NodeJS.ErrnoException): string {
  if (error.code === "ENOENT" || error.code === "ENOTDIR") return "file-missing";
  if (error.code === "EACCES" || error.code === "EPERM") return "no-permission";
  return "file-unreadable";
}

export function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && typeof (error as NodeJS.ErrnoException).code === "string" && "syscall" in error;
}
