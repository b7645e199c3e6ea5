// call() of each built-in layer, as inspect.signature shows it. A layer that is not listed takes "inputs".
#include "keras/call_signatures.h"

#include <string>

namespace misfit::keras {
namespace {

struct Row { std::string_view names, signature; };   // names stand between blanks

constexpr Row kKeras2[] = {
    {" AbstractRNNCell ", "inputs, states"},
    {" ActivityRegularization InputLayer Layer Wrapper ", "inputs, *args, **kwargs"},
    {" AdditiveAttention Attention ", "inputs, mask=None, training=None, return_attention_scores=False, use_causal_mask=False"},
    {" AlphaDropout Dropout GaussianDropout GaussianNoise SpatialDropout1D SpatialDropout2D SpatialDropout3D ", "inputs, training=None"},
    {" BatchNormalization TimeDistributed Model Sequential Functional ", "inputs, training=None, mask=None"},
    {" Bidirectional ", "inputs, training=None, mask=None, initial_state=None, constants=None"},
    {" CategoryEncoding ", "inputs, count_weights=None"},
    {" ConvLSTM1D ConvLSTM2D ConvLSTM3D GRU LSTM SimpleRNN ", "inputs, mask=None, training=None, initial_state=None"},
    {" GRUCell LSTMCell SimpleRNNCell ", "inputs, states, training=None"},
    {" GlobalAveragePooling1D GroupNormalization Softmax ", "inputs, mask=None"},
    {" Lambda ", "inputs, mask=None, training=None"},
    {" MultiHeadAttention ", "query, value, key=None, attention_mask=None, return_attention_scores=False, training=None, use_causal_mask=False"},
    {" RNN ", "inputs, mask=None, training=None, initial_state=None, constants=None"},
    {" RandomBrightness RandomContrast RandomCrop RandomFlip RandomHeight RandomRotation RandomTranslation RandomWidth RandomZoom ", "inputs, training=True"},
    {" SpectralNormalization ", "inputs, training=False"},
    {" StackedRNNCells ", "inputs, states, constants=None, training=None, **kwargs"},
};

constexpr Row kKeras3[] = {
    {" AdditiveAttention Attention ", "inputs, mask=None, training=False, return_attention_scores=False, use_causal_mask=False"},
    {" AlphaDropout Dropout GaussianDropout GaussianNoise SpatialDropout1D SpatialDropout2D SpatialDropout3D SpectralNormalization ", "inputs, training=False"},
    {" CenterCrop RandomBrightness RandomContrast RandomCrop RandomFlip RandomRotation RandomTranslation RandomZoom Resizing ", "data, training=True"},
    {" BatchNormalization TimeDistributed ", "inputs, training=None, mask=None"},
    {" Bidirectional ", "sequences, initial_state=None, mask=None, training=None"},
    {" CategoryEncoding ", "inputs, count_weights=None"},
    {" ConvLSTM1D ConvLSTM2D ConvLSTM3D GRU LSTM RNN SimpleRNN ", "sequences, initial_state=None, mask=None, training=False"},
    {" Dense EinsumDense ", "inputs, training=None"},
    {" GRUCell LSTMCell ", "inputs, states, training=False"},
    {" GlobalAveragePooling1D Softmax ", "inputs, mask=None"},
    {" Lambda ", "inputs, mask=None, training=None"},
    {" Layer Wrapper Model ", "*args, **kwargs"},
    {" MultiHeadAttention ", "query, value, key=None, query_mask=None, value_mask=None, key_mask=None, attention_mask=None, return_attention_scores=False, training=None, use_causal_mask=False"},
    {" RMSNormalization ", "x"},
    {" SimpleRNNCell ", "sequence, states, training=False"},
    {" StackedRNNCells ", "inputs, states, training=False, **kwargs"},
    {" Sequential Functional ", "inputs, training=None, mask=None, **kwargs"},
};

}  // namespace

std::string_view call_signature(std::string_view class_name, bool keras3) {
  std::string word = " " + std::string(class_name) + " ";
  auto find = [&](auto& rows) -> std::string_view {
    for (const Row& row : rows)
      if (row.names.find(word) != std::string_view::npos) return row.signature;
    return "inputs";
  };
  return keras3 ? find(kKeras3) : find(kKeras2);
}

}  // namespace misfit::keras
