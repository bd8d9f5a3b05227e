/** What can be worth noting about a picture: every one means that something was not read. For people. */
export const OCR_NOTES: Readonly<Record<string, string>> = {
  "image-empty": "文件为空",
  "image-not-a-picture": "不是图片",
  "image-not-a-file": "不是普通文件（管道、设备等），未读取；请先存成文件",
  "image-format-not-read": "不读取这种格式（可读：JPEG、PNG、WebP、GIF、AVIF、BMP）",
  "image-damaged": "图片已损坏，无法解码",
  "image-damaged-part": "图片部分损坏，只读到完好的部分",
  "image-too-many-bytes": "图片超过 32 MiB 上限，未读取",
  "image-too-many-pixels": "图片像素超过上限（6,400 万像素，单边 60,000），未读取",
  "image-frames-left-out": "动图只读了部分画面",
  "image-too-many-lines": "图片文字超过 2,000 行，其余未读",
  "ocr-time-limit": "识别超过时限，已放弃",
  "ocr-crash": "识别进程意外退出，这张图片未读",
  "ocr-unavailable": "文字识别无法启动",
  "ocr-stopped": "识别已停止",
};
