import Compressor from 'compressorjs';

/** The longest side in pixels after shrinking. A scanned page stays readable. */
const longestSide = 2400;

/**
 * Returns a smaller version of a picture, upright and without the place where it was taken. Returns the file
 * itself if the browser can't read it or the result is not smaller.
 */
export function shrinkPicture(file: File): Promise<File> {
  return new Promise((resolve) => {
    new Compressor(file, {
      // Browsers turn pictures upright themselves when they draw them.
      checkOrientation: false,
      maxWidth: longestSide,
      maxHeight: longestSide,
      quality: 0.8,
      // A PNG stays one, because the field may accept nothing else.
      convertSize: Number.POSITIVE_INFINITY,
      success: (result) =>
        resolve(result === file ? file : new File([result], file.name, { type: file.type })),
      error: () => resolve(file),
    });
  });
}
