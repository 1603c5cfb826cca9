// A camera reads a pack's barcode into the field of the scan. What reads it comes when it is asked for.
const button = document.querySelector('[data-camera]');
const dialog = document.getElementById('camera');
const refused = dialog.querySelector('[data-camera-refused]');
const video = dialog.querySelector('video');
const canvas = document.createElement('canvas');
const betweenPicturesMs = 120;
let stream;

const stop = () => {
  for (const track of stream?.getTracks() ?? []) track.stop();
  stream = undefined;
};

function picture() {
  if (video.videoWidth === 0) return undefined;
  [canvas.width, canvas.height] = [video.videoWidth, video.videoHeight];
  const drawing = canvas.getContext('2d', { willReadFrequently: true });
  drawing.drawImage(video, 0, 0);
  return drawing.getImageData(0, 0, canvas.width, canvas.height);
}

async function look(barcodeIn) {
  while (stream) {
    const shown = picture();
    const text = shown && (await barcodeIn(shown));
    if (text && stream) {
      const field = document.getElementById('scan');
      field.value = text;
      dialog.close();
      return field.form.requestSubmit();
    }
    await new Promise((soon) => setTimeout(soon, betweenPicturesMs));
  }
}

async function open() {
  refused.hidden = true;
  dialog.showModal();
  try {
    const wanted = { video: { facingMode: 'environment', width: { ideal: 1280 } } };
    const [{ barcodeIn }, opened] = await Promise.all([
      import('../on-demand/barcodes.js'),
      navigator.mediaDevices.getUserMedia(wanted),
    ]);
    stream = opened;
    // Closed before the camera was there.
    if (!dialog.open) return stop();
    video.srcObject = stream;
    await video.play();
    await look(barcodeIn);
  } catch {
    stop();
    refused.hidden = false;
  }
}

if (navigator.mediaDevices?.getUserMedia) button.hidden = false;
button.addEventListener('click', () => void open());
dialog.addEventListener('close', stop);
