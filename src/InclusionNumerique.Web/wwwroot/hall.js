// The hall's screen: numbers as they are called. Without news for a while it says that it is stale.
const hall = document.querySelector('[data-hall]');
if (hall) {
  const called = document.getElementById('hall-called');
  const waiting = document.getElementById('hall-waiting');
  const stale = document.getElementById('hall-stale');
  const sound = document.getElementById('hall-sound');
  let heard = Date.now();
  let ring = null;
  let audio = null;

  const stream = new EventSource(`/salle/${hall.dataset.hall}/direct`);
  stream.onmessage = event => {
    const news = JSON.parse(event.data);
    heard = Date.now();
    stale.hidden = true;
    if (called.innerHTML !== news.called) called.innerHTML = news.called;
    if (waiting.textContent !== news.waiting) waiting.textContent = news.waiting;
    if (ring !== null && news.ring !== ring && news.ring !== '') chime();
    ring = news.ring;
  };
  setInterval(() => { stale.hidden = Date.now() - heard < 40000; }, 1000);
  // A stream that was refused for good is opened again by loading the page.
  setInterval(() => { if (stream.readyState === EventSource.CLOSED) location.reload(); }, 20000);

  // Browsers allow sound only after a gesture: hence the button, off at first.
  sound.addEventListener('click', () => {
    audio = audio ? null : new AudioContext();
    sound.setAttribute('aria-pressed', String(audio !== null));
    sound.textContent = audio ? 'Son : allumé' : 'Son : coupé';
    if (audio) chime();
  });

  function chime() {
    if (!audio) return;
    for (const [index, pitch] of [659, 523].entries()) {
      const tone = audio.createOscillator();
      const level = audio.createGain();
      const start = audio.currentTime + index * 0.35;
      tone.frequency.value = pitch;
      level.gain.setValueAtTime(0.25, start);
      level.gain.exponentialRampToValueAtTime(0.001, start + 0.6);
      tone.connect(level).connect(audio.destination);
      tone.start(start);
      tone.stop(start + 0.6);
    }
  }
}
