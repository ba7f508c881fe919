// Reads the page aloud where the browser has a voice for its language. Everything else works without script.
const button = document.querySelector('.survey-aloud');
const voices = window.speechSynthesis;
if (button && voices) {
  const language = document.documentElement.lang;
  const offer = () => { button.hidden = !voices.getVoices().some(voice => voice.lang.slice(0, 2) === language); };
  const rest = () => { button.textContent = button.dataset.read; };
  button.addEventListener('click', () => {
    if (voices.speaking) { voices.cancel(); rest(); return; }
    for (const part of document.querySelectorAll('main h1, main h2, main legend, main p:not([hidden]), main label > span')) {
      const text = part.innerText.trim();
      if (!text) continue;
      const said = new SpeechSynthesisUtterance(text);
      said.lang = part.closest('[lang]').lang;
      voices.speak(said);
    }
    const last = new SpeechSynthesisUtterance(' ');
    last.onend = rest;
    voices.speak(last);
    button.textContent = button.dataset.stop;
  });
  voices.addEventListener?.('voiceschanged', offer);
  window.addEventListener('pagehide', () => voices.cancel());
  offer();
  rest();
}
