/**
 * What the signing page says to the page around it (INFERRED: the service's own messages are not public). `*`, since the page does
 * not know who frames it; the message tells nothing but what happened.
 */
export function announce(event: 'loaded' | 'signed' | 'declined' | 'error'): string {
  return `if(window.parent!==window)window.parent.postMessage({source:'jsign',event:'${event}'},'*');`;
}

/** `/script/embeddedsignhandler.js`: the contract of the API reference, section 9. */
export const EMBEDDED_SIGN_HANDLER = `(function () {
  'use strict';
  function open(options) {
    options = options || {};
    var events = options.events || {};
    var url = options.url || options.URL;
    var container = document.getElementById(options.containerID);
    function tell(name) {
      if (typeof events[name] === 'function') events[name]();
    }
    if (!container || typeof url !== 'string' || url === '') {
      tell('error');
      return;
    }
    var frame = document.createElement('iframe');
    frame.src = url;
    frame.title = 'Sign the document';
    frame.style.border = '0';
    frame.style.width = '100%';
    frame.style.height = '100%';
    frame.style.minHeight = '600px';
    var loaded = false;
    function onMessage(message) {
      if (!frame.isConnected) {
        window.removeEventListener('message', onMessage);
        return;
      }
      var data = message.data;
      if (message.source !== frame.contentWindow || !data || data.source !== 'jsign') return;
      if (data.event === 'loaded') {
        if (!loaded) tell('loaded');
        loaded = true;
      } else if (data.event === 'signed' || data.event === 'declined' || data.event === 'error') {
        tell(data.event);
      }
    }
    window.addEventListener('message', onMessage);
    frame.addEventListener('error', function () {
      tell('error');
    });
    container.replaceChildren(frame);
  }
  window.embeddedjSign = { open: open };
})();
`;
